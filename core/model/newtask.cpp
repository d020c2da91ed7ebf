#include "core/model/newtask.h"

namespace headway {

using namespace Qt::StringLiterals;

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
