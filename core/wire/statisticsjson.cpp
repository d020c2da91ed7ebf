#include "core/wire/statisticsjson.h"

#include "core/model/limits.h"
#include "core/wire/bounds.h"
#include "core/wire/countsjson.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

QByteArray itemJson(const QuarterHour &quarter)
{
    return JsonWriter()
        .text("begin", toIsoTime(quarter.begin))
        .integer("started", quarter.started)
        .raw("ended", countsJson(quarter.ended))
        .object();
}

QByteArray itemJson(const NameCount &name)
{
    return JsonWriter().text("name", name.name).integer("count", name.count).object();
}

QByteArray itemJson(const TaskRun &run)
{
    return JsonWriter()
        .integer("row", quint64{run.row})
        .text("task_id", run.id.toString())
        .text("status", wordOf(run.status))
        .text("completed_at", toIsoTime(run.completedAt))
        .integer("elapsed_ms", qint64{run.elapsed.count()})
        .object();
}

template <typename Item>
QByteArray listJson(const QList<Item> &list)
{
    QByteArrayList items;
    items.reserve(list.size());
    for (const Item &item : list)
        items.append(itemJson(item));
    return array(items);
}

QuarterHour quarterOf(ObjectReader &reader)
{
    QuarterHour quarter;
    quarter.begin = reader.required(u"begin", reader.instant(u"begin"));
    quarter.started = reader.required(u"started", reader.integer(u"started", notNegative));
    quarter.ended = readCounts(reader, u"ended");
    return quarter;
}

NameCount nameOf(ObjectReader &reader)
{
    return {reader.requiredText(u"name", {}),
            reader.required(u"count", reader.integer(u"count", notNegative))};
}

TaskRun runOf(ObjectReader &reader)
{
    TaskRun run;
    run.row = static_cast<quint32>(reader.required(u"row", reader.integer(u"row", rowRange)));
    run.id = reader.required(u"task_id", reader.id<TaskId>(u"task_id"));
    const std::optional<TaskStatus> status = taskStatusFromWord(reader.requiredText(u"status", {}));
    if (!status)
        reader.refuse(u"status", u"is no status"_s);
    run.status = status.value_or(TaskStatus::Lost);
    run.completedAt = reader.required(u"completed_at", reader.instant(u"completed_at"));
    run.elapsed = std::chrono::milliseconds(
        reader.required(u"elapsed_ms", reader.integer(u"elapsed_ms", notNegative)));
    return run;
}

} // namespace

QByteArray toJson(const TaskStatistics &statistics)
{
    return JsonWriter()
        .raw("quarters", listJson(statistics.quarters))
        .raw("names", listJson(statistics.names))
        .object();
}

QByteArray toJson(const QList<TaskRun> &runs)
{
    return JsonWriter()
        .raw("runs", listJson(runs))
        .boolean("truncated", runs.size() >= limits::runCount)
        .object();
}

Result<TaskStatistics> readTaskStatistics(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    TaskStatistics statistics;
    statistics.quarters = listOf<QuarterHour>(object, u"quarters", quarterOf);
    statistics.names = listOf<NameCount>(object, u"names", nameOf);
    const Result<void> fine = object.finish();
    return fine ? Result<TaskStatistics>(statistics) : fine.error();
}

Result<QList<TaskRun>> readTaskRuns(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    const QList<TaskRun> runs = listOf<TaskRun>(object, u"runs", runOf);
    const Result<void> fine = object.finish();
    return fine ? Result<QList<TaskRun>>(runs) : fine.error();
}

} // namespace headway::wire
