#pragma once

#include "core/terminal/terminaltext.h"

#include <QByteArray>
#include <QStringList>

namespace headway {

/// The end of a command's output as plain text, however much there was: of a flood between two
/// looks only the newest part is worked through.
class OutputRecord
{
public:
    static constexpr qsizetype maxLines = 20;

    void append(const QByteArray &bytes);

    /// The newest lines, at most maxLines, oldest first.
    QStringList lastLines();
    /// The newest line that is not blank.
    QString lastLine();
    /// Those of lastLines() that are new since this was called last, or have changed.
    QStringList changedLines();

private:
    void settle();

    TerminalText m_text{300, 25};
    QStringList m_finished; ///< scrolled off; at most maxLines
    qsizetype m_finishedCount = 0; ///< of all that ever scrolled off
    QStringList m_seen; ///< lastLines() at the last changedLines()
    qsizetype m_seenFrom = 0; ///< the number of its first line, counted from the very first one
    QByteArray m_pending; ///< not worked through yet
};

} // namespace headway
