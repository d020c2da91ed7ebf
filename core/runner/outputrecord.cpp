#include "core/runner/outputrecord.h"

namespace headway {

namespace {

constexpr qsizetype maxPendingBytes = 64 * 1024;
/// What one look works through: a terminal's line costs far more than its bytes.
constexpr int maxPendingLines = 200;

/// Where the newest @p count lines of @p bytes begin.
qsizetype startOfLastLines(const QByteArray &bytes, int count)
{
    qsizetype at = bytes.size();
    for (int line = 0; line <= count && at > 0; ++line)
        at = bytes.lastIndexOf('\n', at - 1);
    return qMax<qsizetype>(at, -1) + 1;
}

template <typename List>
void keepLast(List &list, qsizetype count)
{
    if (list.size() > count)
        list.remove(0, list.size() - count);
}

} // namespace

void OutputRecord::append(const QByteArray &bytes)
{
    m_pending += bytes;
    keepLast(m_pending, maxPendingBytes);
}

void OutputRecord::settle()
{
    m_text.write(m_pending.mid(startOfLastLines(m_pending, maxPendingLines)));
    m_pending.clear();
    const QStringList finished = m_text.takeFinished();
    m_finishedCount += finished.size();
    m_finished += finished;
    keepLast(m_finished, maxLines);
}

QStringList OutputRecord::lastLines()
{
    settle();
    QStringList lines = m_finished + m_text.screen();
    keepLast(lines, maxLines);
    return lines;
}

QString OutputRecord::lastLine()
{
    settle();
    return m_text.lastLine();
}

QStringList OutputRecord::changedLines()
{
    const QStringList lines = lastLines();
    const qsizetype end = m_finishedCount + m_text.screen().size();
    const qsizetype from = end - lines.size();
    QStringList changed;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const qsizetype seen = from + i - m_seenFrom;
        const bool isNew = seen < 0 || seen >= m_seen.size();
        if (isNew || lines.at(i) != m_seen.at(seen))
            changed += lines.at(i);
    }
    m_seen = lines;
    m_seenFrom = from;
    return changed;
}

} // namespace headway
