#pragma once

#include "core/model/task.h"

namespace headway {

/// A task of @p name with @p status and the instants that go with it; it began at @p created.
inline Task sampleTask(const QString &name, TaskStatus status, const QDateTime &created)
{
    Task task;
    task.id = TaskId::make();
    task.name = name;
    task.status = status;
    task.createdAt = created;
    if (status != TaskStatus::Pending)
        task.startedAt = created.addMSecs(20);
    if (isEnded(status))
        task.completedAt = created.addSecs(61);
    task.updatedAt = status == TaskStatus::Pending ? QDateTime() : created.addSecs(30);
    return task;
}

} // namespace headway
