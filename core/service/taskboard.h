#pragma once

#include "core/model/taskchanges.h"
#include "core/model/taskptr.h"

#include <QHash>
#include <QQueue>
#include <QSet>

#include <memory>
#include <shared_mutex>

namespace headway {

/// All live tasks and a bounded number of ended ones, as last committed. Any thread; a lookup costs
/// one read lock. A miss says nothing: the task may be in the database.
class TaskBoard
{
public:
    /// Of any account: the caller compares the owner. @return nullptr on a miss
    TaskPtr find(TaskId id) const;
    /// Takes over what has been committed.
    void apply(const TaskChanges &changes);
    /// Finds none of the owner's tasks any more: the account has been removed, and they go bit by
    /// bit.
    void hide(AccountId owner);

    /// How often tasks have changed that are not live here. To be asked before an ended task is
    /// read from the database that remember() is to keep.
    quint64 pastChanges() const;
    /// Keeps @p task, which has ended: whoever asks for it asks again. Not when there was a change
    /// after @p pastChanges, which may have been its.
    void remember(const TaskPtr &task, quint64 pastChanges);

private:
    struct Ended
    {
        TaskId id;
        qsizetype weight = 0; ///< about so many bytes
    };

    void keepEnded(const TaskPtr &task);

    mutable std::shared_mutex m_lock; ///< not Qt's: ThreadSanitizer sees this one
    QHash<TaskId, TaskPtr> m_tasks;
    QSet<AccountId> m_hidden;
    QQueue<Ended> m_ended; ///< oldest first
    qsizetype m_endedWeight = 0; ///< of them all
    quint64 m_pastChanges = 0;
};

} // namespace headway
