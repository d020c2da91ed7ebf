#include "core/terminal/terminalline.h"

#include "core/terminal/outputtamer.h"

#include <QStringDecoder>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

#include <vterm.h>

namespace headway {

namespace {

constexpr qsizetype tabWidth = 8;
constexpr int extendedText = 38;
constexpr int extendedGround = 48;

using Arguments = std::span<const long>;

/// The argument at @p at; nullopt past the end or where it was left out.
std::optional<quint32> argument(Arguments all, size_t at)
{
    if (at >= all.size() || CSI_ARG_IS_MISSING(all[at]))
        return {};
    return static_cast<quint32>(CSI_ARG(all[at]));
}

/// Reads what stands behind 38 or 48, from @p at on, which moves past it.
std::optional<TerminalColour> extendedColour(Arguments all, size_t &at)
{
    constexpr quint32 byRgb = 2;
    constexpr quint32 byIndex = 5;
    const bool hasParts = at > 0 && CSI_ARG_HAS_MORE(all[at - 1]) != 0;
    const std::optional<quint32> kind = argument(all, at++);
    if (kind == byIndex)
        return TerminalColour{TerminalColour::Kind::Indexed, argument(all, at++).value_or(0) & 255};
    if (kind != byRgb)
        return {};
    size_t parts = 0;
    while (hasParts && at + parts < all.size() && CSI_ARG_HAS_MORE(all[at + parts]) != 0)
        ++parts;
    at += parts >= 3 ? 1 : 0; // 38:2:SPACE:R:G:B names a colour space
    quint32 rgb = 0;
    for (int part = 0; part < 3; ++part)
        rgb = rgb << 8 | (argument(all, at++).value_or(0) & 255);
    return TerminalColour{TerminalColour::Kind::Rgb, rgb};
}

/// The colour that @p code sets for what begins at @p base, the first of eight.
TerminalColour indexed(quint32 code, quint32 base, quint32 first)
{
    return {TerminalColour::Kind::Indexed, code - base + first};
}

void applyColour(quint32 code, TerminalStyle &style)
{
    if (code >= 30 && code <= 37)
        style.text = indexed(code, 30, 0);
    else if (code == 39)
        style.text = {};
    else if (code >= 40 && code <= 47)
        style.ground = indexed(code, 40, 0);
    else if (code == 49)
        style.ground = {};
    else if (code >= 90 && code <= 97)
        style.text = indexed(code, 90, 8);
    else if (code >= 100 && code <= 107)
        style.ground = indexed(code, 100, 8);
}

/// @p kind is what stands behind a colon: 4:0 underlines nothing.
void applyRendition(quint32 code, std::optional<quint32> kind, TerminalStyle &style)
{
    switch (code) {
    case 0:
        style = {};
        break;
    case 1:
        style.bold = true;
        break;
    case 2:
        style.faint = true;
        break;
    case 3:
    case 23:
        style.italic = code == 3;
        break;
    case 4:
    case 21:
    case 24:
        style.underlined = code != 24 && kind.value_or(1) != 0;
        break;
    case 7:
    case 27:
        style.reversed = code == 7;
        break;
    case 9:
    case 29:
        style.struckOut = code == 9;
        break;
    case 22:
        style.bold = false;
        style.faint = false;
        break;
    default:
        applyColour(code, style);
    }
}

/// Source: ECMA-48 section 8.3.117, with the colours of xterm and ITU-T T.416.
void applyRenditions(Arguments all, TerminalStyle &style)
{
    if (all.empty())
        style = {};
    for (size_t at = 0; at < all.size();) {
        const quint32 code = argument(all, at).value_or(0);
        const bool hasParts = CSI_ARG_HAS_MORE(all[at]) != 0;
        ++at;
        if (code == extendedText || code == extendedGround) {
            const std::optional<TerminalColour> colour = extendedColour(all, at);
            if (colour)
                (code == extendedText ? style.text : style.ground) = *colour;
            continue;
        }
        applyRendition(code, hasParts ? argument(all, at) : std::nullopt, style);
        for (bool more = hasParts; more && at < all.size(); ++at)
            more = CSI_ARG_HAS_MORE(all[at]) != 0;
    }
}

bool isControl(char byte)
{
    return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f;
}

/// The cells of one line, written as a terminal writes them.
class Cells
{
public:
    explicit Cells(qsizetype columns)
        : m_columns(columns)
    {
    }

    size_t take(const char *bytes, size_t size);
    void control(unsigned char code);
    void sequence(Arguments arguments, char command);
    TerminalLine line() const;

private:
    void put(char32_t character);
    void moveTo(qsizetype column) { m_at = std::clamp<qsizetype>(column, 0, m_columns); }
    void erase(quint32 what);

    const qsizetype m_columns;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    TerminalStyle m_style;
    QList<char32_t> m_characters;
    QList<TerminalStyle> m_styles; ///< one a character
    qsizetype m_at = 0;
    bool m_isCut = false;
};

/// The parser hands over all that is left: what it calls text ends at a control character.
size_t Cells::take(const char *bytes, size_t size)
{
    const char *end = std::find_if(bytes, bytes + size, isControl);
    const QString text = m_decoder.decode(QByteArrayView(bytes, end));
    for (const char32_t character : text.toUcs4()) {
        const bool isControlOfC1 = character >= 0x80 && character < 0xa0;
        put(isControlOfC1 ? U'\uFFFD' : character);
    }
    return static_cast<size_t>(end - bytes);
}

void Cells::put(char32_t character)
{
    if (m_at >= m_columns) {
        m_isCut = true;
        return;
    }
    while (m_characters.size() < m_at) {
        m_characters.append(U' ');
        m_styles.append(TerminalStyle());
    }
    if (m_at == m_characters.size()) {
        m_characters.append(character);
        m_styles.append(m_style);
    } else {
        m_characters[m_at] = character;
        m_styles[m_at] = m_style;
    }
    ++m_at;
}

void Cells::control(unsigned char code)
{
    if (code == '\r')
        moveTo(0);
    else if (code == '\b')
        moveTo(m_at - 1);
    else if (code == '\t')
        moveTo((m_at / tabWidth + 1) * tabWidth);
}

void Cells::sequence(Arguments arguments, char command)
{
    const quint32 first = argument(arguments, 0).value_or(0);
    const auto steps = static_cast<qsizetype>(std::max(first, 1U));
    switch (command) {
    case 'm':
        applyRenditions(arguments, m_style);
        break;
    case 'K':
        erase(first);
        break;
    case 'C':
        moveTo(m_at + steps);
        break;
    case 'D':
        moveTo(m_at - steps);
        break;
    case 'G':
        moveTo(steps - 1);
        break;
    default:
        break;
    }
}

void Cells::erase(quint32 what)
{
    constexpr quint32 toTheEnd = 0;
    const qsizetype end = std::min(m_at + (what == toTheEnd ? 0 : 1), m_characters.size());
    for (qsizetype cell = 0; what != toTheEnd && cell < end; ++cell) {
        m_characters[cell] = U' ';
        m_styles[cell] = {};
    }
    constexpr quint32 fromTheStart = 1;
    if (what == fromTheStart || m_at > m_characters.size())
        return;
    m_characters.resize(m_at);
    m_styles.resize(m_at);
    m_isCut = false;
}

TerminalLine Cells::line() const
{
    TerminalLine line;
    line.isCut = m_isCut;
    qsizetype from = 0;
    for (qsizetype at = 1; at <= m_characters.size(); ++at) {
        if (at < m_characters.size() && m_styles[at] == m_styles[from])
            continue;
        line.runs.append(
            {QString::fromUcs4(m_characters.constData() + from, at - from), m_styles[from]});
        from = at;
    }
    return line;
}

Cells &cellsOf(void *user)
{
    return *static_cast<Cells *>(user);
}

int takeText(const char *bytes, size_t size, void *user)
{
    return static_cast<int>(cellsOf(user).take(bytes, size));
}

int takeControl(unsigned char code, void *user)
{
    cellsOf(user).control(code);
    return 1;
}

int takeSequence(const char *leader, const long *arguments, int count, const char *between,
                 char command, void *user)
{
    const bool isPlain = (!leader || *leader == '\0') && (!between || *between == '\0');
    if (isPlain)
        cellsOf(user).sequence({arguments, static_cast<size_t>(count)}, command);
    return 1;
}

/// All others are left out: what they would be told vanishes.
VTermParserCallbacks makeCallbacks()
{
    VTermParserCallbacks callbacks = {};
    callbacks.text = takeText;
    callbacks.control = takeControl;
    callbacks.csi = takeSequence;
    return callbacks;
}

} // namespace

QString TerminalLine::text() const
{
    QString text;
    for (const TerminalRun &run : runs)
        text += run.text;
    return text;
}

namespace {

struct FreeTerminal
{
    void operator()(VTerm *terminal) const { vterm_free(terminal); }
};

/// One a thread: to make it costs far more than to read a line.
VTerm *parser()
{
    thread_local const std::unique_ptr<VTerm, FreeTerminal> terminal(vterm_new(1, 1));
    return terminal.get();
}

void parse(QByteArrayView bytes, Cells &cells)
{
    static const VTermParserCallbacks callbacks = makeCallbacks();
    constexpr char cancel = '\x18'; // what the line before has left unfinished
    vterm_set_utf8(parser(), 1);
    vterm_parser_set_callbacks(parser(), &callbacks, &cells);
    vterm_input_write(parser(), &cancel, 1);
    const QByteArray tamed = OutputTamer().tamed(bytes);
    vterm_input_write(parser(), tamed.data(), static_cast<size_t>(tamed.size()));
    vterm_parser_set_callbacks(parser(), nullptr, nullptr);
}

QByteArrayView withoutLineEnd(QByteArrayView bytes)
{
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return bytes;
}

} // namespace

TerminalLine terminalLine(QByteArrayView bytes, qsizetype columns)
{
    Cells cells(columns);
    const QByteArrayView line = withoutLineEnd(bytes);
    if (std::none_of(line.begin(), line.end(), isControl))
        cells.take(line.data(), static_cast<size_t>(line.size()));
    else
        parse(line, cells);
    return cells.line();
}

} // namespace headway
