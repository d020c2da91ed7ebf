#include "core/wire/requests.h"

#include "core/model/limits.h"
#include "core/wire/accountjson.h"
#include "core/wire/bounds.h"
#include "core/wire/objectreader.h"

#include <limits>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr ObjectReader::Range signalNumbers{1, 64};
constexpr ObjectReader::Range sequences{1, std::numeric_limits<qint64>::max()};
constexpr ObjectReader::Range lifetimes{1, 100LL * 366 * 24 * 3600}; // a hundred years
constexpr qsizetype guessLength = 4096; // of what somebody tries to sign in with

/// Reads @p body with @p read(ObjectReader &) -> T, and hands out the first mistake.
template <typename Read>
auto readObject(const QByteArray &body, Read read)
    -> Result<std::invoke_result_t<Read, ObjectReader &>>
{
    const Result<JsonValue> json = readJson(body, {.opaqueMember = u"result"_s});
    if (!json)
        return json.error();
    ObjectReader object(*json);
    auto value = read(object);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return value;
}

bool isEmpty(const QByteArray &body)
{
    return body.trimmed().isEmpty();
}

TaskStatus newTaskStatus(ObjectReader &object)
{
    const QString word = object.text(u"status", {}).value_or(u"pending"_s);
    const std::optional<TaskStatus> status = taskStatusFromWord(word);
    if (status == TaskStatus::Pending || status == TaskStatus::Processing)
        return *status;
    object.refuse(u"status", u"must be \"pending\" or \"processing\""_s);
    return TaskStatus::Pending;
}

bool startsProcessing(ObjectReader &object)
{
    const std::optional<QString> word = object.text(u"status", {});
    if (word && *word != "processing"_L1)
        object.refuse(u"status",
                      u"can only be set to \"processing\" here; to end or to cancel a "
                      "task, use its own address for that"_s);
    return word.has_value();
}

std::optional<std::optional<double>> changedNumber(ObjectReader &object, QStringView name,
                                                   double atMost = anyNumber)
{
    const std::optional<double> number = object.number(name, atMost);
    if (!object.has(name))
        return std::nullopt;
    return std::make_optional(number);
}

std::optional<std::optional<qint64>> changedInteger(ObjectReader &object, QStringView name,
                                                    ObjectReader::Range range)
{
    const std::optional<qint64> number = object.integer(name, range);
    return object.has(name) ? std::make_optional(number) : std::nullopt;
}

std::optional<QString> changedText(ObjectReader &object, QStringView name, qsizetype atMost)
{
    const QString text = object.text(name, {0, atMost}).value_or(QString());
    return object.has(name) ? std::optional(text) : std::nullopt;
}

std::optional<int> intOrNone(ObjectReader &object, QStringView name, ObjectReader::Range range)
{
    const std::optional<qint64> number = object.integer(name, range);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<QByteArray> resultText(ObjectReader &object)
{
    const JsonValue *result = object.value(u"result");
    if (!result)
        return std::nullopt;
    if (result->raw.size() > limits::resultBytes)
        object.refuse(u"result", u"must have at most %1 bytes"_s.arg(limits::resultBytes));
    return result->raw.toByteArray();
}

void check(ObjectReader &object, QStringView name, const Result<void> &checked)
{
    if (!checked)
        object.refuse(name, u"cannot be taken. "_s + checked.error().detail.chopped(1));
}

QByteArray newPassword(ObjectReader &object, const QString &email = {})
{
    QByteArray password = object.requiredText(u"password", {0, guessLength}).toUtf8();
    check(object, u"password", checkPassword(password, email));
    return password;
}

} // namespace

Result<NewTask> readNewTask(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        NewTask task;
        task.name = object.requiredText(u"name", {1, limits::nameLength});
        task.kind = object.text(u"kind", {0, limits::kindLength}).value_or(QString());
        task.status = newTaskStatus(object);
        task.total = object.number(u"total", anyNumber);
        task.unit = object.text(u"unit", {0, limits::unitLength}).value_or(QString());
        task.labels = object.labels(u"labels").value_or(Labels());
        task.host = object.text(u"host", {0, limits::hostLength}).value_or(QString());
        task.hasRunner = object.boolean(u"runner").value_or(false);
        task.retryOf = object.id<TaskId>(u"retry_of").value_or(TaskId());
        return task;
    });
}

Result<TaskUpdate> readTaskUpdate(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        TaskUpdate update;
        update.progress = changedText(object, u"progress", limits::progressLength);
        update.fraction = changedNumber(object, u"fraction", 1);
        update.current = changedNumber(object, u"current");
        update.total = changedNumber(object, u"total");
        update.unit = changedText(object, u"unit", limits::unitLength);
        update.currentItem = changedText(object, u"current_item", limits::currentItemLength);
        update.cpuPercent = changedNumber(object, u"cpu_percent", limits::cpuPercentMax);
        update.memoryBytes = changedInteger(object, u"memory_bytes", {0, limits::memoryBytesMax});
        update.startProcessing = startsProcessing(object);
        update.sequence = object.integer(u"sequence", sequences);
        return update;
    });
}

Result<Completion> readCompletion(const QByteArray &body)
{
    if (isEmpty(body))
        return Completion{};
    return readObject(body, [](ObjectReader &object) {
        return Completion{resultText(object), intOrNone(object, u"exit_code", anyInt)};
    });
}

Result<Failure> readFailure(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        return Failure{object.requiredText(u"error", {0, limits::errorLength}),
                       intOrNone(object, u"exit_code", anyInt),
                       intOrNone(object, u"signal", signalNumbers)};
    });
}

Result<Credentials> readCredentials(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        return Credentials{object.requiredText(u"email", {0, guessLength}),
                           object.requiredText(u"password", {0, guessLength}).toUtf8()};
    });
}

Result<NewToken> readNewToken(const QByteArray &body)
{
    if (isEmpty(body))
        return NewToken{};
    return readObject(body, [](ObjectReader &object) {
        NewToken wanted;
        wanted.name = object.text(u"name", {0, limits::nameLength}).value_or(QString());
        const QString scope = object.text(u"scope", {}).value_or(u"write"_s);
        wanted.scope = tokenScopeFromWord(scope).value_or(TokenScope::Read);
        if (!tokenScopeFromWord(scope))
            object.refuse(u"scope", u"must be \"read\" or \"write\""_s);
        if (const std::optional<qint64> seconds = object.integer(u"expires_in", lifetimes))
            wanted.lifetime = std::chrono::seconds(*seconds);
        return wanted;
    });
}

Result<NewAccount> readNewAccount(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        NewAccount account;
        account.email = object.requiredText(u"email", {0, guessLength});
        check(object, u"email", checkEmail(account.email));
        if (object.value(u"password"))
            account.password = newPassword(object, account.email);
        return account;
    });
}

Result<QByteArray> readPassword(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) { return newPassword(object); });
}

Result<PasswordChange> readPasswordChange(const QByteArray &body)
{
    return readObject(body, [](ObjectReader &object) {
        return PasswordChange{object.requiredText(u"current", {0, guessLength}).toUtf8(),
                              newPassword(object)};
    });
}

Result<void> readNothing(const QByteArray &body)
{
    if (isEmpty(body))
        return {};
    const Result<bool> read = readObject(body, [](ObjectReader &) { return true; });
    return read ? Result<void>() : Result<void>(read.error());
}

} // namespace headway::wire
