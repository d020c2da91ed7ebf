#pragma once

#include "core/model/task.h"
#include "core/model/taskcounts.h"
#include "core/model/taskindex.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace headway {

/// What has become of ended tasks since the index that a list is made of: an index or a list of
/// live tasks that comes later may still be older than that.
class RecentEnds
{
public:
    void clear();

    /// Whether @p task is from before an end or a removal that is known.
    bool isOutdated(const Task &task) const;
    /// Whether the index knows of @p revision.
    bool isIndexed(quint64 revision) const { return revision <= m_indexRevision; }
    /// Of ended tasks alone.
    const TaskCounts &counts() const { return m_counts; }
    /// There are so many that a new index is due.
    bool areMany() const;

    void noteEnd(const Task &task, bool isShown);
    void noteRemoved(TaskId id, quint64 revision) { m_over.insert(id, revision); }
    /// One that had ended goes on. @return whether its end was known here
    bool noteReturn(TaskId id) { return m_over.remove(id) > 0; }
    /// The index may still have it among the ended.
    void noteRevived(const Task &task);
    void noteShown(TaskId id, bool isShown);
    /// It is none of those that have ended since, not any more.
    void forget(TaskId id);
    void uncount(TaskStatus status) { --m_counts[status]; }
    /// Asks @p isShown(row) anew of all that have ended since.
    template <typename Shown>
    void showThose(Shown isShown)
    {
        for (Ended &ended : m_ended)
            ended.isShown = isShown(ended.row);
    }

    /// A new index. @p hasLive: no list of live tasks is on its way.
    void adopt(const TaskIndex &index, bool hasLive);
    /// @return @p rows of the index as they are by now, without @p elsewhere and @p hidden
    QList<quint32> updated(QList<quint32> rows, QList<quint32> elsewhere,
                           const QSet<quint32> &hidden) const;

private:
    struct Ended
    {
        quint32 row;
        quint64 revision;
        TaskStatus status;
        bool isShown;
    };

    quint64 m_indexRevision = 0;
    TaskCounts m_counts;
    QHash<TaskId, Ended> m_ended; ///< since the index
    QHash<TaskId, quint64> m_over; ///< ended or removed at this revision
    QHash<quint32, quint64> m_revived; ///< left the history at this revision
};

} // namespace headway
