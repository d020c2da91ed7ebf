#pragma once

#include "core/base/result.h"
#include "core/model/task.h"
#include "core/model/taskfilter.h"
#include "core/wire/jsonreader.h"

namespace headway::wire {

// Tasks in the words of version 1 of the API.

/// Every member is there; what is not known is null. `result` stands in it as it was received, line
/// breaks included.
QByteArray toJson(const Task &task);

/// {"key":"value",...}
QByteArray labelsJson(const Labels &labels);

/// What a page tells of the tasks that are gone: asked with `since` it lists them, if none too.
enum class DeletedTasks { WhereAny, Always };
/// {"tasks":[...],"next_cursor","revision"} and {"deleted":[ids]}
QByteArray toJson(const TaskPage &page, DeletedTasks deleted = DeletedTasks::WhereAny);

/// Reads what toJson() wrote; members that are not known are passed over, so that a newer service
/// can say more. The owner's id and the sequence are not told.
/// Errors: InvalidArgument.
Result<Task> readTask(const QByteArray &json);
Result<Task> readTask(const JsonValue &json);
Result<TaskPage> readTaskPage(const QByteArray &json);

/// {"task_id"}: a task that is no more.
QByteArray deletedTaskJson(TaskId id);
Result<TaskId> readDeletedTask(const QByteArray &json);

/// {"size"}: the size of a task's output, in bytes.
QByteArray sizeJson(qint64 bytes);
Result<qint64> readSize(const QByteArray &json);

} // namespace headway::wire
