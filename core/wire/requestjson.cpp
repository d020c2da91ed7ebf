#include "core/wire/requestjson.h"

#include "core/base/utf8.h"
#include "core/wire/accountjson.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/taskjson.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

QByteArray toJson(const NewTask &task)
{
    JsonWriter json;
    json.text("name", task.name)
        .textOrNull("kind", task.kind)
        .text("status", wordOf(task.status))
        .numberOrNull("total", task.total)
        .textOrNull("unit", task.unit)
        .raw("labels", labelsJson(task.labels))
        .textOrNull("host", task.host)
        .boolean("runner", task.hasRunner)
        .textOrNull("retry_of", task.retryOf.isNull() ? QString() : task.retryOf.toString());
    return json.object();
}

QByteArray toJson(const TaskUpdate &update)
{
    JsonWriter json;
    if (update.progress)
        json.text("progress", *update.progress);
    if (update.fraction)
        json.numberOrNull("fraction", *update.fraction);
    if (update.current)
        json.numberOrNull("current", *update.current);
    if (update.total)
        json.numberOrNull("total", *update.total);
    if (update.unit)
        json.text("unit", *update.unit);
    if (update.currentItem)
        json.text("current_item", *update.currentItem);
    if (update.cpuPercent)
        json.numberOrNull("cpu_percent", *update.cpuPercent);
    if (update.memoryBytes)
        json.integerOrNull("memory_bytes", *update.memoryBytes);
    if (update.startProcessing)
        json.text("status", u"processing"_s);
    if (update.sequence)
        json.integer("sequence", *update.sequence);
    return json.object();
}

QByteArray toJson(const Completion &completion)
{
    JsonWriter json;
    json.raw("result", completion.result.value_or("null"))
        .integerOrNull("exit_code", completion.exitCode);
    return json.object();
}

QByteArray toJson(const Failure &failure)
{
    JsonWriter json;
    json.text("error", failure.error)
        .integerOrNull("exit_code", failure.exitCode)
        .integerOrNull("signal", failure.signal);
    return json.object();
}

QByteArray toJson(const Credentials &credentials)
{
    JsonWriter json;
    json.text("email", credentials.email).text("password", textOfUtf8(credentials.password));
    return json.object();
}

QByteArray toJson(const NewToken &wanted)
{
    JsonWriter json;
    json.text("name", wanted.name).text("scope", wordOf(wanted.scope));
    if (wanted.lifetime)
        json.integer("expires_in", qint64{wanted.lifetime->count()});
    return json.object();
}

QByteArray toJson(const NewAccount &account)
{
    JsonWriter json;
    json.text("email", account.email);
    if (account.password)
        json.text("password", textOfUtf8(*account.password));
    return json.object();
}

QByteArray toJson(const PasswordChange &change)
{
    JsonWriter json;
    json.text("current", textOfUtf8(change.current)).text("password", textOfUtf8(change.password));
    return json.object();
}

QByteArray passwordJson(const QByteArray &password)
{
    JsonWriter json;
    json.text("password", textOfUtf8(password));
    return json.object();
}

} // namespace headway::wire
