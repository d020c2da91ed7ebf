#include "app/cli/terminalblock.h"

#include "app/cli/plaintext.h"

#include <utility>

namespace headway {

namespace {

// Source: ECMA-48
constexpr auto hideCursor = "\x1b[?25l";
constexpr auto showCursor = "\x1b[?25h";
constexpr auto eraseToLineEnd = "\x1b[K";
constexpr auto eraseBelow = "\x1b[J";

QByteArray moveUp(int rows)
{
    return rows > 0 ? "\x1b[" + QByteArray::number(rows) + 'A' : QByteArray();
}

} // namespace

QByteArray TerminalBlock::draw(const QStringList &lines, int width)
{
    QByteArray bytes = hideCursor + ('\r' + moveUp(rowsAt(width)));
    for (const QString &line : lines)
        bytes += line.toUtf8() + eraseToLineEnd + "\r\n";
    m_lines = lines;
    m_isDrawn = true;
    return bytes + eraseBelow;
}

QByteArray TerminalBlock::leave()
{
    m_lines.clear();
    return std::exchange(m_isDrawn, false) ? showCursor : QByteArray();
}

/// A terminal that has become narrower has wrapped what was drawn.
int TerminalBlock::rowsAt(int width) const
{
    int rows = 0;
    for (const QString &line : m_lines)
        rows += qMax(1, (columnsOf(line) + width - 1) / qMax(1, width));
    return rows;
}

} // namespace headway
