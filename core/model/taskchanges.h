#pragma once

#include "core/model/task.h"

namespace headway {

/// A task that is no more.
struct DeletedTask
{
    TaskId id;
    quint64 revision = 0; ///< of the deletion

    friend bool operator==(const DeletedTask &, const DeletedTask &) = default;
};

/// What one commit changed of one account's tasks: each task at most once, as it is now.
struct TaskChanges
{
    QList<Task> changed;
    QList<DeletedTask> deleted;

    bool isEmpty() const { return changed.isEmpty() && deleted.isEmpty(); }
    /// The greatest revision in it; 0 when it is empty.
    quint64 newest() const
    {
        quint64 revision = 0;
        for (const Task &task : changed)
            revision = qMax(revision, task.revision);
        for (const DeletedTask &task : deleted)
            revision = qMax(revision, task.revision);
        return revision;
    }
    QList<TaskId> deletedIds() const
    {
        QList<TaskId> ids;
        for (const DeletedTask &task : deleted)
            ids.append(task.id);
        return ids;
    }
    friend bool operator==(const TaskChanges &, const TaskChanges &) = default;
};

/// A piece of an account's history.
struct ChangePage
{
    TaskChanges changes = {}; ///< each list in ascending order of revisions
    quint64 revision = 0; ///< up to this one nothing is missing: the place to go on from
    bool isLast = true; ///< there is nothing after it yet
    bool isReset = false; ///< the past is not known that far back: list anew, go on from here
};

} // namespace headway

Q_DECLARE_METATYPE(headway::TaskChanges)
