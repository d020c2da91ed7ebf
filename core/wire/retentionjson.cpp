#include "core/wire/retentionjson.h"

#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"

namespace headway::wire {

namespace {

std::optional<qint64> daysOf(const std::optional<Retention::Days> &age)
{
    return age ? std::optional<qint64>(age->count()) : std::nullopt;
}

std::optional<qint64> readBound(ObjectReader &object, QStringView name, qint64 atMost)
{
    if (!object.has(name))
        object.refuse(name, QStringLiteral("is missing; null is no bound"));
    return object.integer(name, {0, atMost});
}

std::optional<Retention::Days> readDays(ObjectReader &object, QStringView name)
{
    const std::optional<qint64> days = readBound(object, name, Retention::daysMax);
    return days ? std::optional(Retention::Days(static_cast<int>(*days))) : std::nullopt;
}

} // namespace

QByteArray toJson(const Retention &retention)
{
    JsonWriter json;
    return json.integerOrNull("completed_days", daysOf(retention.completed))
        .integerOrNull("failed_days", daysOf(retention.failed))
        .integerOrNull("cancelled_days", daysOf(retention.cancelled))
        .integerOrNull("lost_days", daysOf(retention.lost))
        .integerOrNull("tasks", retention.tasks)
        .integerOrNull("output_bytes", retention.outputBytes)
        .object();
}

Result<Retention> readRetention(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value);
    Retention retention;
    retention.completed = readDays(object, u"completed_days");
    retention.failed = readDays(object, u"failed_days");
    retention.cancelled = readDays(object, u"cancelled_days");
    retention.lost = readDays(object, u"lost_days");
    retention.tasks = readBound(object, u"tasks", Retention::tasksMax);
    retention.outputBytes = readBound(object, u"output_bytes", Retention::outputBytesMax);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return retention;
}

} // namespace headway::wire
