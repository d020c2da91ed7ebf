#include "core/model/newtask.h"

namespace headway {

using namespace Qt::StringLiterals;

Result<Task> taskFrom(const NewTask &wanted, const QDateTime &now)
{
    Task task;
    task.name = wanted.name;
    task.kind = wanted.kind;
    task.host = wanted.host;
    task.hasRunner = wanted.hasRunner;
    task.labels = wanted.labels;
    task.progress.total = wanted.total;
    task.progress.unit = wanted.unit;
    task.retryOf = wanted.retryOf;
    task.createdAt = now;
    if (wanted.status == TaskStatus::Processing) {
        if (Result<void> started = task.moveTo(TaskStatus::Processing, now); !started)
            return started.error();
    }
    return task;
}

Result<NewTask> nextAttempt(const Task &task)
{
    if (!isEnded(task.status)) {
        return Error{
            ErrorCode::StateForbids,
            u"The task is %1; only one that has ended can be retried."_s.arg(wordOf(task.status))};
    }
    return NewTask{.name = task.name,
                   .kind = task.kind,
                   .total = task.progress.total,
                   .unit = task.progress.unit,
                   .labels = task.labels,
                   .host = task.host,
                   .retryOf = task.id};
}

} // namespace headway
