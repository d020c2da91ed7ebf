#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

namespace headway {

/// A colour as a program names it: the terminal's own, one of its 256, or any.
struct TerminalColour
{
    enum class Kind : quint8 { Own, Indexed, Rgb };

    Kind kind = Kind::Own;
    quint32 value = 0; ///< the index, or 0xRRGGBB

    friend bool operator==(const TerminalColour &, const TerminalColour &) = default;
};

struct TerminalStyle
{
    TerminalColour text = {};
    TerminalColour ground = {};
    bool bold = false;
    bool faint = false;
    bool italic = false;
    bool underlined = false;
    bool reversed = false;
    bool struckOut = false;

    friend bool operator==(const TerminalStyle &, const TerminalStyle &) = default;
};

struct TerminalRun
{
    QString text;
    TerminalStyle style;

    friend bool operator==(const TerminalRun &, const TerminalRun &) = default;
};

/// What a terminal shows of one line of output.
struct TerminalLine
{
    QList<TerminalRun> runs; ///< neighbours differ in style
    bool isCut = false; ///< there is more of it than was asked for

    QString text() const;
};

/// One line by itself, with or without its line end, UTF-8: a carriage return overwrites, moves and
/// erasures within the line are obeyed, tabs are blanks; every other control sequence vanishes, and
/// what is no character is U+FFFD. It begins in the terminal's own style. Keeps @p columns
/// characters; takes as long as @p bytes are.
TerminalLine terminalLine(QByteArrayView bytes, qsizetype columns = 1000);

} // namespace headway
