#pragma once

#include "core/model/taskchanges.h"

#include <QHash>
#include <QQueue>

#include <memory>
#include <shared_mutex>

namespace headway {

/// All live tasks and a bounded number of ended ones, as last committed. Any thread; a lookup costs
/// one read lock. A miss says nothing: the task may be in the database.
class TaskBoard
{
public:
    using TaskPtr = std::shared_ptr<const Task>;

    /// Of any account: the caller compares the owner. @return nullptr on a miss
    TaskPtr find(TaskId id) const;
    /// Takes over what has been committed.
    void apply(const TaskChanges &changes);

private:
    void rememberEnded(TaskId id);

    mutable std::shared_mutex m_lock; ///< not Qt's: ThreadSanitizer sees this one
    QHash<TaskId, TaskPtr> m_tasks;
    QQueue<TaskId> m_ended; ///< oldest first
};

} // namespace headway
