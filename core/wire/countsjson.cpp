#include "core/wire/countsjson.h"

#include "core/wire/bounds.h"
#include "core/wire/jsonwriter.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

QByteArray countsJson(const TaskCounts &counts)
{
    JsonWriter json;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        json.integer(wordOf(count.key()).toLatin1().constData(), *count);
    return json.object();
}

TaskCounts readCounts(ObjectReader &object, QStringView name)
{
    TaskCounts counts;
    const JsonValue *value = object.value(name);
    if (!value)
        return counts;
    ObjectReader reader(*value, ObjectReader::Unknown::Ignored);
    for (const TaskStatus status : allTaskStatuses) {
        if (const std::optional<qint64> count = reader.integer(wordOf(status), notNegative))
            counts.insert(status, *count);
    }
    if (const Result<void> fine = reader.finish(); !fine)
        object.refuse(name, u"must be numbers by status"_s);
    return counts;
}

} // namespace headway::wire
