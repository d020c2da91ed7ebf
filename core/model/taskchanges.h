#pragma once

#include "core/model/task.h"

namespace headway {

/// What one commit changed of one account's tasks: each task at most once, as it is now.
struct TaskChanges
{
    QList<Task> changed;
    QList<TaskId> deleted;

    bool isEmpty() const { return changed.isEmpty() && deleted.isEmpty(); }
    friend bool operator==(const TaskChanges &, const TaskChanges &) = default;
};

} // namespace headway

Q_DECLARE_METATYPE(headway::TaskChanges)
