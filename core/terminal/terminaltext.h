#pragma once

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace headway {

/// What a terminal would show of a command's output, as plain text: a carriage return overwrites,
/// cursor movement and erasing are obeyed, colours vanish. Every byte sequence is harmless and
/// memory stays bounded: the screen, and the newest `maxFinished` lines that nobody took.
/// Costs about a tenth of a millisecond a line; feed the tail of a flood, not all of it.
class TerminalText
{
public:
    static constexpr qsizetype maxFinished = 10'000;

    /// @p columns are held to [1, 1000], @p rows to [2, 1000]; a longer line goes on in the next
    /// one.
    explicit TerminalText(int columns = 500, int rows = 50);
    ~TerminalText();
    Q_DISABLE_COPY_MOVE(TerminalText)

    /// UTF-8 in pieces of any size; what is not UTF-8 shows as U+FFFD. A bare line feed also
    /// returns the carriage.
    void write(const QByteArray &bytes);

    /// The lines that have scrolled off since the last call, oldest first: they can change no more.
    QStringList takeFinished();
    /// The lines that may still change, with no empty ones at the end.
    QStringList screen() const;
    /// The lowest line that is not blank, a scrolled-off one when all of the screen is; empty when
    /// nothing was written.
    QString lastLine() const;

private:
    struct Emulator;

    std::unique_ptr<Emulator> m_emulator;
};

} // namespace headway
