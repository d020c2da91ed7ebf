#include "core/wire/accountjson.h"
#include "core/wire/coursejson.h"
#include "core/wire/endpoint.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/problem.h"
#include "core/wire/requestjson.h"
#include "core/wire/taskjson.h"
#include "tests/fuzz/fuzz.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// JSON: the reader itself, and every reader of what clients and services send. What was read and is
// written again must read the same.

using namespace headway;
using namespace headway::fuzz;
using namespace headway::wire;

namespace {

using Kind = JsonValue::Kind;

void checkError(const Error &error)
{
    claim(error.code == ErrorCode::InvalidArgument, "bad JSON is the sender's fault");
    claim(error.detail.endsWith(u'.') && error.detail.isValidUtf16(), "an error is a sentence");
}

bool isSame(const JsonValue &a, const JsonValue &b)
{
    const auto isSameMember = [](const auto &x, const auto &y) {
        return x.first == y.first && isSame(x.second, y.second);
    };
    return a.kind == b.kind && a.boolean == b.boolean && a.number == b.number
        && a.integer == b.integer && a.text == b.text && a.raw == b.raw
        && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), isSame)
        && std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(),
                      isSameMember);
}

void checkText(const QString &text)
{
    claim(text.isValidUtf16() && !text.contains(QChar::Null), "a text is Unicode without NUL");
}

int depthOf(const JsonValue &value)
{
    int deepest = 0;
    for (const JsonValue &item : value.items)
        deepest = std::max(deepest, depthOf(item));
    for (const auto &[name, member] : value.members)
        deepest = std::max(deepest, depthOf(member));
    return deepest + (value.kind == Kind::Array || value.kind == Kind::Object ? 1 : 0);
}

/// QJsonDocument's strings swallow a byte order mark at their beginning.
QString withoutMark(const QString &text)
{
    return text.startsWith(QChar::ByteOrderMark) ? text.sliced(1) : text;
}

/// Whether Qt's own reader has found the same in an object or array.
bool isSame(const JsonValue &value, const QJsonValue &other)
{
    switch (value.kind) {
    case Kind::Null:
        return other.isNull();
    case Kind::Bool:
        return other.isBool() && other.toBool() == value.boolean;
    case Kind::Number:
        return other.isDouble() && other.toDouble() == value.number;
    case Kind::Text:
        return other.isString() && withoutMark(other.toString()) == withoutMark(value.text);
    case Kind::Array:
        break;
    case Kind::Object:
        return other.isObject() && other.toObject().size() <= value.members.size()
            && std::all_of(value.members.begin(), value.members.end(),
                           [&other](const auto &member) {
                               const QJsonValue found = other[member.first];
                               return member.first.contains(QChar::ByteOrderMark)
                                   || isSame(member.second, found);
                           });
    }
    const QJsonArray items = other.toArray();
    return other.isArray()
        && std::equal(value.items.begin(), value.items.end(), items.begin(), items.end(),
                      [](const JsonValue &a, const QJsonValue &b) { return isSame(a, b); });
}

/// @p object has members, which are written down with @p first before them.
bool isTakenWith(const QByteArray &first, const JsonValue &object)
{
    return readJson('{' + first + ',' + object.raw.sliced(1).toByteArray()).isOk();
}

void checkMembers(const JsonValue &object)
{
    for (const auto &[name, member] : object.members) {
        claim(object.member(name) == &member, "no name is there twice");
        claim(!isTakenWith(quoted(name) + ":0", object), "no name is taken twice");
    }
}

/// @p around is the text that @p value was read from.
void checkValue(const JsonValue &value, QByteArrayView around)
{
    claim(value.raw.begin() >= around.begin() && value.raw.end() <= around.end()
              && value.raw == value.raw.trimmed() && !value.raw.isEmpty(),
          "the raw text is a part of what was received");
    checkText(value.text);
    const QByteArray raw = value.raw.toByteArray();
    const Result<JsonValue> again = readJson(raw);
    claim(again.isOk() && isSame(*again, value), "the raw text alone reads the same");
    for (const JsonValue &item : value.items)
        checkValue(item, value.raw);
    checkMembers(value);
    for (const auto &[name, member] : value.members) {
        checkText(name);
        checkValue(member, value.raw);
    }
}

void checkReader(const QByteArray &bytes)
{
    const Result<JsonValue> value = readJson(bytes);
    const Result<JsonValue> opaque = readJson(bytes, {.opaqueMember = QStringLiteral("result")});
    claim(opaque.isOk() == value.isOk(), "an opaque member is JSON like any other");
    if (!value) {
        checkError(value.error());
        return;
    }
    claim(opaque->raw == value->raw, "an opaque member is JSON like any other");
    claim(value->raw.toByteArray() == bytes.trimmed(), "all of the text is the value");
    checkValue(*value, bytes);
    claim(depthOf(*value) <= JsonLimits().depth, "nothing lies too deep");
    const QJsonDocument other = QJsonDocument::fromJson(bytes);
    claim(value->kind != Kind::Object || isSame(*value, QJsonValue(other.object())),
          "another reader finds the same");
}

/// Reads @p bytes with @p read, and what @p write makes of it once more.
template <typename Read, typename Write>
void survives(const QByteArray &bytes, Read read, Write write, const char *what)
{
    const auto value = read(bytes);
    if (!value) {
        checkError(value.error());
        return;
    }
    const auto again = read(write(*value));
    claim(again.isOk() && *again == *value, what);
}

void checkRequests(const QByteArray &bytes)
{
    const auto json = [](const auto &value) { return toJson(value); };
    survives(bytes, readNewTask, json, "a new task survives the wire");
    survives(bytes, readTaskUpdate, json, "an update survives the wire");
    survives(bytes, readCompletion, json, "a completion survives the wire");
    survives(bytes, readFailure, json, "a failure survives the wire");
    survives(bytes, readCredentials, json, "credentials survive the wire");
    survives(bytes, readNewToken, json, "a wish for a token survives the wire");
    survives(bytes, readNewAccount, json, "a new account survives the wire");
    survives(bytes, readPassword, passwordJson, "a password survives the wire");
    survives(bytes, readPasswordChange, json, "a change of password survives the wire");
    if (const Result<void> nothing = readNothing(bytes); !nothing)
        checkError(nothing.error());
}

void checkAnswers(const QByteArray &bytes)
{
    const auto json = [](const auto &value) { return toJson(value); };
    const auto readOneTask = [](const QByteArray &text) { return readTask(text); };
    const auto readConflict = [](const QByteArray &text) { return readProblem(text, 409); };
    survives(bytes, readOneTask, json, "a task survives the wire");
    survives(bytes, readTaskPage, json, "a page survives the wire");
    survives(bytes, readConflict, json, "a problem survives the wire");
    survives(bytes, readTaskCourse, json, "a course survives the wire");
    survives(bytes, readSize, sizeJson, "a size survives the wire");
    survives(bytes, readUser, userJson, "a user survives the wire");
    survives(bytes, readAccount, json, "an account survives the wire");
    survives(bytes, readAccounts, accountsJson, "accounts survive the wire");
    survives(bytes, readIssuedToken, json, "a new token survives the wire");
    survives(bytes, readTokens, tokensJson, "tokens survive the wire");
    survives(bytes, readEndpoint, json, "an endpoint survives its file");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes = bytesOf(data, size);
    checkReader(bytes);
    checkRequests(bytes);
    checkAnswers(bytes);
    return 0;
}
