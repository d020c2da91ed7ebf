#include "core/report/spoolrecord.h"

#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/requestjson.h"
#include "core/wire/time.h"

#include <QCryptographicHash>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype checksumLength = 16;
constexpr qsizetype textLength = 1024;

QByteArray checksumOf(const QByteArray &json)
{
    return QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex().first(checksumLength);
}

QByteArray lineOf(const wire::JsonWriter &writer)
{
    const QByteArray json = writer.object();
    return checksumOf(json) + ' ' + json + '\n';
}

/// @return the JSON; empty when the line is not whole
QByteArray contentOf(const QByteArray &line)
{
    const QByteArray json = line.mid(checksumLength + 1);
    return line.size() > checksumLength && line.first(checksumLength) == checksumOf(json)
        ? json
        : QByteArray();
}

QByteArray rawMember(wire::ObjectReader &reader, QStringView name)
{
    const wire::JsonValue *value = reader.value(name);
    return value ? value->raw.toByteArray() : QByteArray();
}

void takeStart(wire::ObjectReader &reader, SpoolRecord &record)
{
    const QString key = reader.requiredText(u"key", {1, textLength});
    const QString target = reader.requiredText(u"target", {0, textLength});
    const std::optional<QDateTime> at = reader.instant(u"at");
    const Result<NewTask> task = wire::readNewTask(rawMember(reader, u"task"));
    if (!reader.finish() || !task || !at)
        return;
    record.key = key.toLatin1();
    record.target = target;
    record.startedAt = *at;
    record.task = *task;
}

std::optional<TaskEnd> endIn(wire::ObjectReader &reader)
{
    const Result<TaskUpdate> last = wire::readTaskUpdate(rawMember(reader, u"update"));
    if (!last)
        return std::nullopt;
    TaskEnd end{reader.instant(u"at").value_or(QDateTime()), *last, {}};
    if (reader.has(u"fail")) {
        const Result<Failure> failure = wire::readFailure(rawMember(reader, u"fail"));
        end.outcome = failure ? *failure : Failure{};
        return failure ? std::optional(end) : std::nullopt;
    }
    const Result<Completion> completion = wire::readCompletion(rawMember(reader, u"complete"));
    if (completion)
        end.outcome = *completion;
    return completion ? std::optional(end) : std::nullopt;
}

void takeLine(const QByteArray &json, SpoolRecord &record)
{
    const Result<wire::JsonValue> value = wire::readJson(json);
    if (!value)
        return;
    wire::ObjectReader reader(*value, wire::ObjectReader::Unknown::Ignored);
    const QString kind = reader.requiredText(u"kind", {1, textLength});
    if (kind == "start"_L1)
        takeStart(reader, record);
    else if (kind == "id"_L1)
        record.id = reader.id<TaskId>(u"id").value_or(record.id);
    else if (kind == "end"_L1)
        record.end = endIn(reader);
}

} // namespace

QByteArray startLine(const SpoolRecord &record)
{
    return lineOf(wire::JsonWriter()
                      .text("kind", u"start"_s)
                      .text("key", QString::fromLatin1(record.key))
                      .text("target", record.target)
                      .text("at", wire::toIsoTime(record.startedAt))
                      .raw("task", wire::toJson(record.task)));
}

QByteArray idLine(TaskId id)
{
    return lineOf(wire::JsonWriter().text("kind", u"id"_s).text("id", id.toString()));
}

QByteArray endLine(const TaskEnd &end)
{
    wire::JsonWriter writer;
    writer.text("kind", u"end"_s).text("at", wire::toIsoTime(end.at));
    writer.raw("update", wire::toJson(end.last));
    if (const auto *failure = std::get_if<Failure>(&end.outcome))
        writer.raw("fail", wire::toJson(*failure));
    else
        writer.raw("complete", wire::toJson(std::get<Completion>(end.outcome)));
    return lineOf(writer);
}

Result<SpoolRecord> readSpoolRecord(const QByteArray &lines)
{
    SpoolRecord record;
    for (const QByteArray &line : lines.split('\n')) {
        if (const QByteArray json = contentOf(line); !json.isEmpty())
            takeLine(json, record);
    }
    if (record.key.isEmpty())
        return Error{ErrorCode::InvalidArgument, u"the record does not say what was run"_s};
    return record;
}

} // namespace headway
