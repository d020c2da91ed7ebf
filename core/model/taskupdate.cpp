#include "core/model/taskupdate.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

void applyNumbers(const TaskUpdate &update, Progress &progress)
{
    if (update.current)
        progress.current = *update.current;
    if (update.total)
        progress.total = *update.total;
    if (update.fraction)
        progress.fraction = *update.fraction;
    else if ((update.current || update.total) && progress.current && progress.total
             && *progress.total > 0)
        progress.fraction = qBound(0.0, *progress.current / *progress.total, 1.0);
}

void noteLife(Task &task)
{
    task.stalled = false;
    task.quietSince = {};
}

/// One that has not started starts, and one that was thought lost goes on.
Result<void> getUnderWay(Task &task, const QDateTime &now)
{
    if (Result<void> moved = task.moveTo(TaskStatus::Processing, now); !moved)
        return moved;
    task.error.reset();
    return {};
}

/// Back and forth between the two that a pause lies between.
Result<void> turn(Task &task, TaskStatus from, TaskStatus to, const QString &verb,
                  const QDateTime &now)
{
    if (task.status == to)
        return {};
    if (task.status != from) {
        return Error{ErrorCode::StateForbids,
                     u"The task is %1; only one that is %2 can be %3."_s.arg(wordOf(task.status),
                                                                             wordOf(from), verb)};
    }
    return task.moveTo(to, now);
}

} // namespace

Result<void> apply(const TaskUpdate &update, Task &task, const QDateTime &now)
{
    if (isEnded(task.status) && task.status != TaskStatus::Lost) {
        return Error{ErrorCode::StateForbids,
                     u"The task has ended as %1; an ended task takes no more updates."_s.arg(
                         wordOf(task.status))};
    }
    if (update.sequence && *update.sequence <= task.sequence) {
        return Error{ErrorCode::StaleSequence,
                     u"Sequence %1 is not newer than %2, which has been taken already."_s
                         .arg(*update.sequence)
                         .arg(task.sequence)};
    }
    const bool isOn = task.status == TaskStatus::Processing || task.status == TaskStatus::Paused;
    if (task.status == TaskStatus::Lost || (update.startProcessing && !isOn)) {
        if (Result<void> moved = getUnderWay(task, now); !moved)
            return moved;
    }
    noteLife(task);
    applyNumbers(update, task.progress);
    if (update.progress)
        task.progress.text = *update.progress;
    if (update.unit)
        task.progress.unit = *update.unit;
    if (update.currentItem)
        task.progress.currentItem = *update.currentItem;
    if (update.cpuPercent)
        task.usage.cpuPercent = *update.cpuPercent;
    if (update.memoryBytes)
        task.usage.memoryBytes = *update.memoryBytes;
    if (update.sequence)
        task.sequence = *update.sequence;
    return {};
}

Result<void> applyCompletion(const Completion &completion, Task &task, const QDateTime &now)
{
    if (Result<void> moved = task.moveTo(TaskStatus::Completed, now); !moved)
        return moved;
    task.result = completion.result;
    task.exitCode = completion.exitCode;
    task.signal.reset();
    task.error.reset();
    return {};
}

Result<void> applyFailure(const Failure &failure, Task &task, const QDateTime &now)
{
    const TaskStatus end =
        task.status == TaskStatus::Cancelling ? TaskStatus::Cancelled : TaskStatus::Failed;
    if (Result<void> moved = task.moveTo(end, now); !moved)
        return moved;
    task.error = failure.error;
    task.exitCode = failure.exitCode;
    task.signal = failure.signal;
    return {};
}

Result<void> applyHeartbeat(Task &task, const QDateTime &now)
{
    if (task.status == TaskStatus::Lost) {
        if (Result<void> moved = getUnderWay(task, now); !moved)
            return moved;
    }
    if (isEnded(task.status)) {
        return Error{ErrorCode::StateForbids,
                     u"The task has ended as %1."_s.arg(wordOf(task.status))};
    }
    noteLife(task);
    return {};
}

void applySilence(const QDateTime &lastSign, Task &task)
{
    if (!isProcessing(task.status) || task.stalled)
        return;
    task.stalled = true;
    task.quietSince = lastSign;
}

Result<void> applyLoss(const QDateTime &lastSign, Task &task, const QDateTime &now)
{
    const QDateTime since = task.stalled ? task.quietSince : lastSign;
    if (Result<void> moved = task.moveTo(TaskStatus::Lost, now); !moved)
        return moved;
    task.quietSince = since;
    task.error = u"Lost contact with the task"_s;
    return {};
}

Result<void> applyCancel(CancelScope scope, Task &task, const QDateTime &now)
{
    if (task.status == TaskStatus::Cancelling)
        return {};
    if (task.status == TaskStatus::Cancelled && scope == CancelScope::PendingToo)
        return {};
    if (isEnded(task.status)
        || (task.status == TaskStatus::Pending && scope == CancelScope::ProcessingOnly)) {
        return Error{ErrorCode::NotProcessing,
                     u"The task is %1; only one that is under way can be cancelled."_s.arg(
                         wordOf(task.status))};
    }
    return task.moveTo(task.hasRunner ? TaskStatus::Cancelling : TaskStatus::Cancelled, now);
}

Result<void> applyPause(Task &task, const QDateTime &now)
{
    return turn(task, TaskStatus::Processing, TaskStatus::Paused, u"paused"_s, now);
}

Result<void> applyResume(Task &task, const QDateTime &now)
{
    return turn(task, TaskStatus::Paused, TaskStatus::Processing, u"resumed"_s, now);
}

} // namespace headway
