#include "core/wire/spansjson.h"

#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

QByteArray toJson(const TaskSpan &span)
{
    JsonWriter json;
    json.integer("row", quint64{span.row})
        .text("task_id", span.id.toString())
        .text("name", span.name);
    if (!span.kind.isEmpty())
        json.text("kind", span.kind);
    if (!span.host.isEmpty())
        json.text("host", span.host);
    json.text("status", wordOf(span.status)).text("started_at", toIsoTime(span.startedAt));
    if (!span.completedAt.isNull())
        json.text("completed_at", toIsoTime(span.completedAt));
    return json.object();
}

TaskSpan readSpan(ObjectReader &reader)
{
    TaskSpan span;
    span.row = static_cast<quint32>(reader.required(u"row", reader.integer(u"row", rowRange)));
    span.id = reader.required(u"task_id", reader.id<TaskId>(u"task_id"));
    span.name = reader.requiredText(u"name", {});
    span.kind = reader.text(u"kind", {}).value_or(QString());
    span.host = reader.text(u"host", {}).value_or(QString());
    const std::optional<TaskStatus> status = taskStatusFromWord(reader.requiredText(u"status", {}));
    if (!status)
        reader.refuse(u"status", u"is no status"_s);
    span.status = status.value_or(TaskStatus::Lost);
    span.startedAt = reader.required(u"started_at", reader.instant(u"started_at"));
    span.completedAt = reader.instant(u"completed_at").value_or(QDateTime());
    return span;
}

} // namespace

QByteArray toJson(const TaskSpans &spans)
{
    QByteArrayList items;
    items.reserve(spans.spans.size());
    for (const TaskSpan &span : spans.spans)
        items.append(toJson(span));
    return JsonWriter().raw("spans", array(items)).boolean("cut", spans.isCut).object();
}

Result<TaskSpans> readTaskSpans(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    TaskSpans spans;
    spans.isCut = object.required(u"cut", object.boolean(u"cut"));
    spans.spans = listOf<TaskSpan>(object, u"spans", readSpan);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return spans;
}

} // namespace headway::wire
