#include "core/wire/groupsjson.h"

#include "core/wire/bounds.h"
#include "core/wire/countsjson.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

QByteArray groupsJson(const QList<TaskGroup> &groups)
{
    QByteArrayList items;
    for (const TaskGroup &group : groups) {
        JsonWriter json;
        if (!group.key.isEmpty())
            json.text("key", group.key);
        items.append(json.text("value", group.value).integer("count", group.count).object());
    }
    return array(items);
}

QList<TaskGroup> groupsOf(ObjectReader &object, QStringView name)
{
    QList<TaskGroup> groups;
    const JsonValue *list = object.value(name);
    if (list && list->kind != JsonValue::Kind::Array)
        object.refuse(name, u"must be an array of groups"_s);
    for (const JsonValue &item : list ? list->items : QList<JsonValue>()) {
        ObjectReader reader(item, ObjectReader::Unknown::Ignored);
        TaskGroup group;
        group.key = reader.text(u"key", {}).value_or(QString());
        group.value = reader.requiredText(u"value", {});
        group.count = reader.required(u"count", reader.integer(u"count", notNegative));
        if (const Result<void> fine = reader.finish(); !fine)
            object.refuse(name, u"must be an array of groups"_s);
        groups.append(group);
    }
    return groups;
}

} // namespace

QByteArray toJson(const TaskGroups &groups)
{
    return JsonWriter()
        .raw("statuses", countsJson(groups.statuses))
        .raw("recent", countsJson(groups.recent))
        .raw("kinds", groupsJson(groups.kinds))
        .raw("hosts", groupsJson(groups.hosts))
        .raw("labels", groupsJson(groups.labels))
        .object();
}

Result<TaskGroups> readTaskGroups(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    TaskGroups groups;
    groups.statuses = readCounts(object, u"statuses");
    groups.recent = readCounts(object, u"recent");
    groups.kinds = groupsOf(object, u"kinds");
    groups.hosts = groupsOf(object, u"hosts");
    groups.labels = groupsOf(object, u"labels");
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return groups;
}

} // namespace headway::wire
