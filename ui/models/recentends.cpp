#include "ui/models/recentends.h"

#include "core/base/numberset.h"

#include <QMap>

#include <algorithm>
#include <iterator>

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
    m_ended.insert(task.id, {task.row, task.revision, task.status, isShown});
    ++m_counts[task.status];
}

void RecentEnds::noteRevived(const Task &task)
{
    m_revived.insert(task.row, task.revision);
    forget(task.id);
}

void RecentEnds::noteShown(TaskId id, bool isShown)
{
    if (const auto ended = m_ended.find(id); ended != m_ended.end())
        ended->isShown = isShown;
}

void RecentEnds::forget(TaskId id)
{
    m_ended.remove(id);
}

void RecentEnds::adopt(const TaskIndex &index, bool hasLive)
{
    m_indexRevision = index.revision;
    m_ended.removeIf([this](auto ended) { return isIndexed(ended->revision); });
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
    std::copy(m_revived.keyBegin(), m_revived.keyEnd(), std::back_inserter(elsewhere));
    std::copy(hidden.cbegin(), hidden.cend(), std::back_inserter(elsewhere));
    for (const Ended &ended : m_ended)
        elsewhere.append(ended.row);
    const NumberSet gone(elsewhere);
    const auto isGone = [&gone](quint32 row) { return gone.contains(row); };
    if (std::any_of(rows.cbegin(), rows.cend(), isGone)) // else they stay shared with the index
        rows.removeIf(isGone);
    QMap<quint64, quint32> newer; // by their ends
    for (const Ended &ended : m_ended) {
        if (ended.isShown && !hidden.contains(ended.row))
            newer.insert(ended.revision, ended.row);
    }
    for (const quint32 row : std::as_const(newer))
        rows.prepend(row);
    return rows;
}

} // namespace headway
