#pragma once

#include "core/model/task.h"

namespace headway {

/// What a producer says of a task when it reports it. Checked by core/wire or whoever makes one:
/// the name has 1 to 1,024 characters, numbers are finite and not negative.
struct NewTask
{
    QString name;
    QString kind;
    TaskStatus status = TaskStatus::Pending; ///< Pending or Processing
    std::optional<double> total;
    QString unit;
    Labels labels;
    QString host;
    bool hasRunner = false;
    TaskId retryOf; ///< a task of the same owner; null: none

    friend bool operator==(const NewTask &, const NewTask &) = default;
};

/// The task that is reported so at @p now (UTC), without what only whoever keeps it knows: whose it
/// is, its place among others, and which attempt.
Result<Task> taskFrom(const NewTask &wanted, const QDateTime &now);

/// What a new attempt at @p task is: pending, and nothing runs it yet.
/// Errors: StateForbids unless @p task has ended.
Result<NewTask> nextAttempt(const Task &task);

} // namespace headway
