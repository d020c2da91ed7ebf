#pragma once

#include "core/model/task.h"

namespace headway {

/// When a task ran, and what little a bar on a time axis tells of it. Instants are UTC.
struct TaskSpan
{
    quint32 row = 0; ///< Task::row
    TaskId id;
    QString name; ///< its first limits::spanNameLength characters
    QString kind; ///< empty: none given
    QString host; ///< empty: not told
    TaskStatus status = TaskStatus::Processing;
    QDateTime startedAt;
    QDateTime completedAt; ///< null: it is under way

    friend bool operator==(const TaskSpan &, const TaskSpan &) = default;
};

/// The span of @p task, which has started.
TaskSpan spanOf(const Task &task);

/// What ran within some period, in no order.
struct TaskSpans
{
    QList<TaskSpan> spans;
    bool isCut = false; ///< more ran than limits::spanCount: those that ended first are left out

    friend bool operator==(const TaskSpans &, const TaskSpans &) = default;
};

} // namespace headway
