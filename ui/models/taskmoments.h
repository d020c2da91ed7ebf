#pragma once

#include "core/model/taskcourse.h"

namespace headway {

/// A state that a task was in, from one instant on.
struct TaskMoment
{
    TaskStatus status = TaskStatus::Pending;
    bool stalled = false;
    QDateTime from;
    /// How long it lasted, so far for the last one; nullopt for one that ends nothing more.
    std::optional<std::chrono::milliseconds> lasted;

    friend bool operator==(const TaskMoment &, const TaskMoment &) = default;
};

/// The states that @p task was in, in their order; with no @p states, those that it tells of
/// itself. It may have gone on since they were told.
QList<TaskMoment> momentsOf(const Task &task, const QList<StateChange> &states,
                            const QDateTime &now);

/// "Running, since 12:30:04, for 3 min 4 s"
QString momentWords(const TaskMoment &moment, const QDateTime &now);

} // namespace headway
