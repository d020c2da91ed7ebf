#include "core/terminal/terminaltext.h"

#include "core/terminal/outputtamer.h"

#include <QStringDecoder>

#include <algorithm>

#include <vterm.h>

namespace headway {

namespace {

/// The second half of a wide character.
constexpr uint32_t wideTail = 0xffffffff;
constexpr uint32_t maxCodePoint = 0x10ffff;

/// libvterm keeps what it was told; a text holds no control character and no half surrogate.
char32_t printable(uint32_t code)
{
    const bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
    const bool surrogate = code >= 0xd800 && code < 0xe000;
    if (control || surrogate || code > maxCodePoint)
        return U'\uFFFD';
    return static_cast<char32_t>(code);
}

void appendCell(QString &line, const VTermScreenCell &cell)
{
    if (cell.chars[0] == wideTail)
        return;
    if (cell.chars[0] == 0) {
        line += u' ';
        return;
    }
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; ++i) {
        const char32_t code = printable(cell.chars[i]);
        line += QString::fromUcs4(&code, 1);
    }
}

QString withoutTrailingBlanks(QString line)
{
    qsizetype end = line.size();
    while (end > 0 && line.at(end - 1) == u' ')
        --end;
    line.truncate(end);
    return line;
}

/// How many bytes at the end of @p text are a character that more bytes may finish.
qsizetype sizeOfUnfinished(QByteArrayView text)
{
    constexpr qsizetype longest = 4;
    for (qsizetype size = 1; size < longest && size <= text.size(); ++size) {
        const auto byte = static_cast<unsigned char>(text[text.size() - size]);
        const bool isLead = byte >= 0xc0;
        if (isLead)
            return size < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? size : 0;
        if (byte < 0x80)
            return 0;
    }
    return 0;
}

void discardAnswer(const char *, size_t, void *) { }

} // namespace

struct TerminalText::Emulator
{
    Emulator(int columnCount, int rowCount);
    ~Emulator() { vterm_free(terminal); }
    Q_DISABLE_COPY_MOVE(Emulator)

    QByteArray wholeCharacters(const QByteArray &bytes);
    QString lineAt(int row) const;
    void finish(QString line);

    static int scrolledOff(int columnCount, const VTermScreenCell *cells, void *self);

    const int columns;
    const int rows;
    VTerm *terminal;
    VTermScreen *screen;
    QStringList finished;
    QString lastFinished; ///< the last one that was not blank
    QByteArray unfinished; ///< the beginning of a character
    OutputTamer tamer;
};

TerminalText::Emulator::Emulator(int columnCount, int rowCount)
    : columns(qBound(1, columnCount, 1000))
    , rows(qBound(2, rowCount, 1000)) // a single row would scroll off without a word
    , terminal(vterm_new(rows, columns))
    , screen(vterm_obtain_screen(terminal))
{
    static const VTermScreenCallbacks callbacks = [] {
        VTermScreenCallbacks wanted = {};
        wanted.sb_pushline = scrolledOff;
        return wanted;
    }();
    vterm_set_utf8(terminal, 1);
    // Programs may ask the terminal things; there is nobody to answer, and the library's own
    // buffer for answers would fill up.
    vterm_output_set_callback(terminal, discardAnswer, nullptr);
    vterm_screen_set_callbacks(screen, &callbacks, this);
    vterm_screen_enable_altscreen(screen, 1);
    vterm_screen_reset(screen, 1);
}

int TerminalText::Emulator::scrolledOff(int columnCount, const VTermScreenCell *cells, void *self)
{
    int end = columnCount;
    while (end > 0 && cells[end - 1].chars[0] == 0)
        --end;
    QString line;
    for (int column = 0; column < end; ++column)
        appendCell(line, cells[column]);
    static_cast<Emulator *>(self)->finish(withoutTrailingBlanks(std::move(line)));
    return 1;
}

/// What is not UTF-8 is replaced here, and no character comes in two pieces: libvterm loses a
/// broken one then.
QByteArray TerminalText::Emulator::wholeCharacters(const QByteArray &bytes)
{
    unfinished += bytes;
    const qsizetype size = unfinished.size() - sizeOfUnfinished(unfinished);
    QByteArray whole = unfinished.first(size);
    unfinished.remove(0, size);
    if (whole.isValidUtf8())
        return whole;
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::ConvertInitialBom | Flag::Stateless);
    const QString text = decoder(whole);
    return text.toUtf8();
}

void TerminalText::Emulator::finish(QString line)
{
    if (!line.isEmpty())
        lastFinished = line;
    finished += std::move(line);
    // Twice the bound, so that the list is not moved for every line.
    if (finished.size() >= 2 * maxFinished)
        finished.remove(0, finished.size() - maxFinished);
}

QString TerminalText::Emulator::lineAt(int row) const
{
    QString line;
    for (int column = 0; column < columns; ++column) {
        VTermScreenCell cell = {};
        vterm_screen_get_cell(screen, {row, column}, &cell);
        appendCell(line, cell);
    }
    return withoutTrailingBlanks(std::move(line));
}

TerminalText::TerminalText(int columns, int rows)
    : m_emulator(std::make_unique<Emulator>(columns, rows))
{
}

TerminalText::~TerminalText() = default;

void TerminalText::write(const QByteArray &bytes)
{
    const QByteArray tamed = m_emulator->tamer.tamed(m_emulator->wholeCharacters(bytes));
    const auto isAscii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
    const auto isBegin = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
    };
    // From a character beyond ASCII on, libvterm takes all that it is given at once for UTF-8, even
    // where another set has been chosen for what is ASCII in it; and what takes no column goes
    // elsewhere at the end of a line when it comes together with more.
    for (auto begin = tamed.begin(); begin != tamed.end();) {
        const auto end = isAscii(*begin) ? std::find_if_not(begin, tamed.end(), isAscii)
                                         : std::find_if(begin + 1, tamed.end(), isBegin);
        vterm_input_write(m_emulator->terminal, begin, static_cast<size_t>(end - begin));
        begin = end;
    }
}

QStringList TerminalText::takeFinished()
{
    QStringList taken = std::exchange(m_emulator->finished, {});
    if (taken.size() > maxFinished)
        taken.remove(0, taken.size() - maxFinished);
    return taken;
}

QStringList TerminalText::screen() const
{
    QStringList lines;
    for (int row = 0; row < m_emulator->rows; ++row)
        lines += m_emulator->lineAt(row);
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QString TerminalText::lastLine() const
{
    for (int row = m_emulator->rows - 1; row >= 0; --row) {
        QString line = m_emulator->lineAt(row);
        if (!line.isEmpty())
            return line;
    }
    return m_emulator->lastFinished;
}

} // namespace headway
