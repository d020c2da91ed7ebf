#include "ui/models/recentends.h"

#include "core/base/numberset.h"

#include <algorithm>

namespace headway {

namespace {

constexpr qsizetype endedKept = 10'000;

} // namespace

void RecentEnds::clear()
{
    *this = {};
}

bool RecentEnds::isOutdated(const Task &task) const
{
    const auto over = m_over.constFind(task.id);
    return over != m_over.cend() && *over >= task.revision;
}

bool RecentEnds::areMany() const
{
    return m_ended.size() > endedKept;
}

void RecentEnds::noteEnd(const Task &task, bool isShown)
{
    forget(task.id);
    m_ended.append({task.id, task.row, task.revision, task.status, isShown});
    ++m_counts[task.status];
}

void RecentEnds::noteRevived(const Task &task)
{
    m_revived.insert(task.row, task.revision);
    forget(task.id);
}

void RecentEnds::noteShown(TaskId id, bool isShown)
{
    for (Ended &ended : m_ended) {
        if (ended.id == id)
            ended.isShown = isShown;
    }
}

void RecentEnds::forget(TaskId id)
{
    m_ended.removeIf([id](const Ended &ended) { return ended.id == id; });
}

void RecentEnds::adopt(const TaskIndex &index, bool hasLive)
{
    m_indexRevision = index.revision;
    m_ended.removeIf([this](const Ended &ended) { return isIndexed(ended.revision); });
    m_revived.removeIf([this](auto revived) { return isIndexed(revived.value()); });
    if (hasLive) // one on its way may be older
        m_over.removeIf([this](auto over) { return isIndexed(over.value()); });
    m_counts.clear();
    for (auto count = index.counts.begin(); count != index.counts.end(); ++count) {
        if (isEnded(count.key()))
            m_counts.insert(count.key(), *count);
    }
    for (const Ended &ended : std::as_const(m_ended))
        ++m_counts[ended.status];
}

QList<quint32> RecentEnds::updated(QList<quint32> rows, QList<quint32> elsewhere,
                                   const QSet<quint32> &hidden) const
{
    elsewhere += m_revived.keys() + hidden.values();
    for (const Ended &ended : m_ended)
        elsewhere.append(ended.row);
    const NumberSet gone(elsewhere);
    const auto isGone = [&gone](quint32 row) { return gone.contains(row); };
    if (std::any_of(rows.cbegin(), rows.cend(), isGone)) // else they stay shared with the index
        rows.removeIf(isGone);
    for (const Ended &ended : m_ended) {
        if (ended.isShown && !hidden.contains(ended.row))
            rows.prepend(ended.row);
    }
    return rows;
}

} // namespace headway
