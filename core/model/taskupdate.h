#pragma once

#include "core/model/task.h"

namespace headway {

/// What a producer says while a task is under way: only what is set changes.
/// For the numbers, a set but empty inner value makes them unknown again.
struct TaskUpdate
{
    std::optional<QString> progress;
    std::optional<std::optional<double>> fraction;
    std::optional<std::optional<double>> current;
    std::optional<std::optional<double>> total;
    std::optional<QString> unit;
    std::optional<QString> currentItem;
    std::optional<std::optional<double>> cpuPercent; ///< as in ResourceUsage
    std::optional<std::optional<qint64>> memoryBytes; ///< as in ResourceUsage
    bool startProcessing = false; ///< "status": "processing"
    std::optional<qint64> sequence; ///< greater than that of any update before it

    friend bool operator==(const TaskUpdate &, const TaskUpdate &) = default;
};

/// How a task succeeded.
struct Completion
{
    std::optional<QByteArray> result; ///< JSON text, kept as it was received
    std::optional<int> exitCode;

    friend bool operator==(const Completion &, const Completion &) = default;
};

/// How a task failed.
struct Failure
{
    QString error;
    std::optional<int> exitCode;
    std::optional<int> signal;

    friend bool operator==(const Failure &, const Failure &) = default;
};

/// A lost task comes back with it: its producer lives after all.
/// To start one that is paused changes nothing: it is under way, and only applyResume() ends a
/// pause, which a producer that says so with every update would undo otherwise.
/// Errors: StateForbids when the task has ended, StaleSequence. @p task is untouched then.
/// The fraction follows current and total unless it is given itself.
Result<void> apply(const TaskUpdate &update, Task &task, const QDateTime &now);

/// Ends the task with @p completion. Errors: StateForbids; @p task is untouched then.
Result<void> applyCompletion(const Completion &completion, Task &task, const QDateTime &now);

/// Ends the task with @p failure; one that was being cancelled ends as cancelled.
/// Errors: StateForbids; @p task is untouched then.
Result<void> applyFailure(const Failure &failure, Task &task, const QDateTime &now);

/// Its producer lives: one that is stalled is so no more, and a lost one is processing again.
/// Errors: StateForbids when it has ended otherwise; @p task is untouched then.
Result<void> applyHeartbeat(Task &task, const QDateTime &now);

/// Nothing has been heard of its producer since @p lastSign (UTC): one under way is stalled.
void applySilence(const QDateTime &lastSign, Task &task);

/// The same, for so long that it is lost. Errors: StateForbids when it has ended.
Result<void> applyLoss(const QDateTime &lastSign, Task &task, const QDateTime &now);

/// Which tasks a cancel takes beside those under way.
enum class CancelScope { ProcessingOnly, PendingToo };

/// A task with a runner becomes Cancelling, any other Cancelled; one that is either already stays
/// as it is. Errors: NotProcessing; @p task is untouched then.
Result<void> applyCancel(CancelScope scope, Task &task, const QDateTime &now);

/// A task that is processing is Paused; one that is already stays so.
/// Errors: StateForbids for any other; @p task is untouched then.
Result<void> applyPause(Task &task, const QDateTime &now);

/// A paused task goes on; one that is processing already does.
/// Errors: StateForbids for any other; @p task is untouched then.
Result<void> applyResume(Task &task, const QDateTime &now);

/// Whether the task outlasts the bounds of the history; of any task, also of one that has ended.
enum class Pin { Set, Removed };

} // namespace headway
