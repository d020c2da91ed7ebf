#include "core/wire/taskjson.h"

#include "core/model/limits.h"
#include "core/wire/bounds.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

#include <QByteArrayList>

#include <limits>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr ObjectReader::Range anyRow{0, std::numeric_limits<quint32>::max()};

QString idText(TaskId id)
{
    return id.isNull() ? QString() : id.toString();
}

void writeProgress(JsonWriter &json, const Progress &progress)
{
    json.textOrNull("progress", progress.text)
        .numberOrNull("fraction", progress.fraction)
        .numberOrNull("current", progress.current)
        .numberOrNull("total", progress.total)
        .textOrNull("unit", progress.unit)
        .textOrNull("current_item", progress.currentItem);
}

void writeTimes(JsonWriter &json, const Task &task)
{
    json.instantOrNull("created_at", task.createdAt)
        .instantOrNull("started_at", task.startedAt)
        .instantOrNull("updated_at", task.updatedAt)
        .instantOrNull("completed_at", task.completedAt)
        .instantOrNull("paused_at", task.pausedAt)
        .integer("paused_ms", qint64{task.pausedFor.count()});
}

QString textOf(ObjectReader &object, QStringView name)
{
    return object.text(name, anyLength).value_or(QString());
}

std::optional<int> intOf(ObjectReader &object, QStringView name)
{
    const std::optional<qint64> number = object.integer(name, anyInt);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

TaskStatus statusOf(ObjectReader &object)
{
    const std::optional<TaskStatus> status =
        taskStatusFromWord(object.requiredText(u"status", anyLength));
    if (!status)
        object.refuse(u"status", u"is none of the eight states"_s);
    return status.value_or(TaskStatus::Pending);
}

Progress progressOf(ObjectReader &object)
{
    Progress progress;
    progress.text = textOf(object, u"progress");
    progress.fraction = object.number(u"fraction", 1);
    progress.current = object.number(u"current", anyNumber);
    progress.total = object.number(u"total", anyNumber);
    progress.unit = textOf(object, u"unit");
    progress.currentItem = textOf(object, u"current_item");
    return progress;
}

void readTimes(ObjectReader &object, Task &task)
{
    task.createdAt = object.required(u"created_at", object.instant(u"created_at"));
    task.startedAt = object.instant(u"started_at").value_or(QDateTime());
    task.updatedAt = object.instant(u"updated_at").value_or(QDateTime());
    task.completedAt = object.instant(u"completed_at").value_or(QDateTime());
    task.pausedAt = object.instant(u"paused_at").value_or(QDateTime());
    task.pausedFor =
        std::chrono::milliseconds(object.integer(u"paused_ms", notNegative).value_or(0));
}

void readEnd(ObjectReader &object, Task &task)
{
    if (const JsonValue *result = object.value(u"result"))
        task.result = result->raw.toByteArray();
    task.error = object.text(u"error", anyLength);
    task.exitCode = intOf(object, u"exit_code");
    task.signal = intOf(object, u"signal");
}

Task taskOf(ObjectReader &object)
{
    Task task;
    task.id = object.required(u"task_id", object.id<TaskId>(u"task_id"));
    task.row = static_cast<quint32>(object.integer(u"row", anyRow).value_or(0));
    task.name = object.requiredText(u"name", anyLength);
    task.kind = textOf(object, u"kind");
    task.status = statusOf(object);
    task.ownerEmail = textOf(object, u"owner");
    task.host = textOf(object, u"host");
    task.progress = progressOf(object);
    task.usage.cpuPercent = object.number(u"cpu_percent", limits::cpuPercentMax);
    task.usage.memoryBytes = object.integer(u"memory_bytes", {0, limits::memoryBytesMax});
    readTimes(object, task);
    readEnd(object, task);
    task.labels = object.labels(u"labels").value_or(Labels());
    task.attempt = intOf(object, u"attempt").value_or(1);
    task.retryOf = object.id<TaskId>(u"retry_of").value_or(TaskId());
    task.hasRunner = object.boolean(u"runner").value_or(false);
    task.isPinned = object.boolean(u"pinned").value_or(false);
    task.stalled = object.boolean(u"stalled").value_or(false);
    task.quietSince = object.instant(u"quiet_since").value_or(QDateTime());
    task.revision = static_cast<quint64>(
        object.required(u"revision", object.integer(u"revision", notNegative)));
    return task;
}

Result<JsonValue> readAnswer(const QByteArray &json)
{
    return readJson(json, {.depth = answerDepth, .opaqueMember = u"result"_s});
}

Result<QList<Task>> readTasks(const JsonValue *list)
{
    QList<Task> tasks;
    if (!list || list->kind != JsonValue::Kind::Array)
        return Error{ErrorCode::InvalidArgument, u"\"tasks\" must be an array of tasks."_s};
    for (const JsonValue &item : list->items) {
        Result<Task> task = readTask(item);
        if (!task)
            return task.error();
        tasks.append(std::move(*task));
    }
    return tasks;
}

Result<QList<TaskId>> readIds(const JsonValue *list)
{
    QList<TaskId> ids;
    for (const JsonValue &item : list ? list->items : QList<JsonValue>()) {
        const std::optional<TaskId> id = TaskId::fromString(item.text);
        if (!id)
            return Error{ErrorCode::InvalidArgument, u"\"deleted\" must be an array of UUIDs."_s};
        ids.append(*id);
    }
    return ids;
}

} // namespace

QByteArray labelsJson(const Labels &labels)
{
    if (labels.isEmpty())
        return "{}";
    QByteArrayList members;
    for (auto label = labels.begin(); label != labels.end(); ++label)
        members.append(quoted(label.key()) + ':' + quoted(label.value()));
    return '{' + members.join(',') + '}';
}

QByteArray toJson(const Task &task)
{
    JsonWriter json;
    json.text("task_id", task.id.toString())
        .integer("row", qint64{task.row})
        .text("name", task.name)
        .textOrNull("kind", task.kind)
        .text("status", wordOf(task.status))
        .textOrNull("owner", task.ownerEmail)
        .textOrNull("host", task.host);
    writeProgress(json, task.progress);
    json.numberOrNull("cpu_percent", task.usage.cpuPercent)
        .integerOrNull("memory_bytes", task.usage.memoryBytes);
    writeTimes(json, task);
    json.raw("result", task.result ? QByteArrayView(*task.result) : "null")
        .textOrNull("error", task.error)
        .integerOrNull("exit_code", task.exitCode)
        .integerOrNull("signal", task.signal)
        .raw("labels", labelsJson(task.labels))
        .integer("attempt", qint64{task.attempt})
        .textOrNull("retry_of", idText(task.retryOf))
        .boolean("runner", task.hasRunner)
        .boolean("pinned", task.isPinned)
        .boolean("stalled", task.stalled)
        .instantOrNull("quiet_since", task.quietSince)
        .instantOrNull("eta", estimatedEnd(task).value_or(QDateTime()))
        .integer("revision", task.revision);
    return json.object();
}

QByteArray toJson(const TaskPage &page, DeletedTasks deleted)
{
    QByteArrayList tasks;
    for (const Task &task : page.tasks)
        tasks.append(toJson(task));
    JsonWriter json;
    json.raw("tasks", array(tasks))
        .raw("next_cursor", page.nextCursor ? QByteArray::number(*page.nextCursor) : "null")
        .integer("revision", page.revision);
    if (deleted == DeletedTasks::Always || !page.deleted.isEmpty()) {
        QByteArrayList ids;
        for (const TaskId &id : page.deleted)
            ids.append(quoted(id.toString()));
        json.raw("deleted", array(ids));
    }
    return json.object();
}

Result<Task> readTask(const JsonValue &json)
{
    ObjectReader object(json, ObjectReader::Unknown::Ignored);
    Task task = taskOf(object);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return task;
}

Result<Task> readTask(const QByteArray &json)
{
    const Result<JsonValue> value = readAnswer(json);
    return value ? readTask(*value) : Result<Task>(value.error());
}

Result<TaskPage> readTaskPage(const QByteArray &json)
{
    const Result<JsonValue> value = readAnswer(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    TaskPage page;
    page.nextCursor = object.integer(u"next_cursor", notNegative);
    page.revision = static_cast<quint64>(
        object.required(u"revision", object.integer(u"revision", notNegative)));
    Result<QList<Task>> tasks = readTasks(object.value(u"tasks"));
    Result<QList<TaskId>> deleted = readIds(object.value(u"deleted"));
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    if (!tasks || !deleted)
        return tasks ? deleted.error() : tasks.error();
    page.tasks = std::move(*tasks);
    page.deleted = std::move(*deleted);
    return page;
}

QByteArray deletedTaskJson(TaskId id)
{
    return JsonWriter().text("task_id", id.toString()).object();
}

Result<TaskId> readDeletedTask(const QByteArray &json)
{
    const Result<JsonValue> value = readAnswer(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    const TaskId id = object.required(u"task_id", object.id<TaskId>(u"task_id"));
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return id;
}

QByteArray sizeJson(qint64 bytes)
{
    JsonWriter json;
    return json.integer("size", bytes).object();
}

Result<qint64> readSize(const QByteArray &json)
{
    const Result<JsonValue> value = readAnswer(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    const qint64 bytes = object.required(u"size", object.integer(u"size", notNegative));
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return bytes;
}

} // namespace headway::wire
