#include "core/wire/seedjson.h"

#include "core/wire/jsonwriter.h"
#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

QString seedWord(TaskStatus status)
{
    if (isProcessing(status))
        return u"processing"_s;
    if (status == TaskStatus::Cancelled || status == TaskStatus::Lost)
        return u"failed"_s;
    return wordOf(status);
}

bool isSeedFailure(TaskStatus status)
{
    return isEnded(status) && status != TaskStatus::Completed;
}

std::optional<QString> seedError(const Task &task)
{
    if (task.status == TaskStatus::Cancelled)
        return u"Cancelled by user"_s;
    if (task.status == TaskStatus::Lost)
        return u"Lost contact with the task"_s;
    return task.error;
}

} // namespace

QByteArray taskStatusJson(const Task &task)
{
    JsonWriter json;
    json.text("task_id", task.id.toString())
        .text("status", seedWord(task.status))
        .text("progress", task.progress.text)
        .text("created_at", toIsoTime(task.createdAt));
    if (!task.updatedAt.isNull())
        json.text("updated_at", toIsoTime(task.updatedAt));
    if (task.status == TaskStatus::Completed)
        json.raw("result", task.result.value_or("null"));
    if (isSeedFailure(task.status))
        json.textOrNull("error", seedError(task));
    if (isEnded(task.status))
        json.text("completed_at", toIsoTime(task.completedAt));
    return json.object();
}

QByteArray seedTaskJson(const Task &task)
{
    JsonWriter json;
    json.text("task_id", task.id.toString())
        .text("user", task.ownerEmail)
        .text("name", task.name)
        .textOrNull("kind", task.kind)
        .text("status", seedWord(task.status))
        .text("progress", task.progress.text)
        .text("created_at", toIsoTime(task.createdAt))
        .instantOrNull("started_at", task.startedAt)
        .instantOrNull("updated_at", task.updatedAt)
        .instantOrNull("completed_at", task.completedAt)
        .raw("result", task.result.value_or("null"))
        .textOrNull("error", seedError(task));
    return json.object();
}

QByteArray indexProgressJson(const Task &task)
{
    JsonWriter json;
    json.text("status", seedWord(task.status))
        .text("progress", task.progress.text)
        .text("current_file", task.progress.currentItem)
        .number("processed", task.progress.current.value_or(0))
        .number("total", task.progress.total.value_or(0));
    if (task.status == TaskStatus::Completed && task.result)
        json.raw("results", *task.result);
    return json.object();
}

} // namespace headway::wire
