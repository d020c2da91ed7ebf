#pragma once

#include <QByteArray>
#include <QStringList>

namespace headway {

/// Lines at the bottom of a terminal that are drawn over and over in their place. Makes the bytes;
/// somebody else writes them, at once, so that nothing flickers.
class TerminalBlock
{
public:
    /// In the place of what was drawn before. @p lines are harmless and narrower than @p width, and
    /// fewer than the terminal has rows.
    QByteArray draw(const QStringList &lines, int width);
    /// Leaves what is drawn where it is; the next draw() begins beneath it.
    QByteArray leave();

private:
    int rowsAt(int width) const;

    QStringList m_lines; ///< as drawn
    bool m_isDrawn = false;
};

} // namespace headway
