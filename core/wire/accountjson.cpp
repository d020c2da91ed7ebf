#include "core/wire/accountjson.h"

#include "core/base/utf8.h"
#include "core/wire/bounds.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

#include <QByteArrayList>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

/// Reads @p value with @p read(ObjectReader &) -> T.
template <typename Read>
auto readObject(const JsonValue &value, Read read)
    -> Result<std::invoke_result_t<Read, ObjectReader &>>
{
    ObjectReader object(value, ObjectReader::Unknown::Ignored);
    auto made = read(object);
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return made;
}

template <typename Read>
auto readDocument(const QByteArray &json, Read read)
    -> Result<std::invoke_result_t<Read, ObjectReader &>>
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    return readObject(*value, read);
}

/// The array that is the member @p name, item by item.
template <typename T>
Result<QList<T>> readList(const QByteArray &json, QStringView name, T (*read)(ObjectReader &))
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    const JsonValue *list = value->member(name);
    if (!list || list->kind != JsonValue::Kind::Array)
        return Error{ErrorCode::InvalidArgument, shownName(name) + u" must be an array."_s};
    QList<T> made;
    for (const JsonValue &item : list->items) {
        Result<T> one = readObject(item, read);
        if (!one)
            return one.error();
        made.append(std::move(*one));
    }
    return made;
}

Account accountOf(ObjectReader &object)
{
    Account account;
    account.email = object.requiredText(u"email", anyLength);
    account.isOwner = object.boolean(u"owner").value_or(false);
    account.hasPassword = object.boolean(u"has_password").value_or(false);
    account.createdAt = object.instant(u"created_at").value_or(QDateTime());
    return account;
}

Token tokenOf(ObjectReader &object)
{
    Token token;
    token.id = object.required(u"token_id", object.id<CredentialId>(u"token_id"));
    token.name = object.text(u"name", anyLength).value_or(QString());
    const std::optional<TokenScope> scope =
        tokenScopeFromWord(object.requiredText(u"scope", anyLength));
    token.scope = object.required(u"scope", scope);
    token.createdAt = object.instant(u"created_at").value_or(QDateTime());
    token.expiresAt = object.instant(u"expires_at").value_or(QDateTime());
    return token;
}

JsonWriter tokenWriter(const Token &token)
{
    JsonWriter json;
    json.text("token_id", token.id.toString())
        .text("name", token.name)
        .text("scope", wordOf(token.scope))
        .instantOrNull("created_at", token.createdAt)
        .instantOrNull("expires_at", token.expiresAt);
    return json;
}

template <typename T>
QByteArray listJson(const char *name, const QList<T> &values)
{
    QByteArrayList items;
    for (const T &value : values)
        items.append(toJson(value));
    JsonWriter json;
    return json.raw(name, array(items)).object();
}

} // namespace

QByteArray userJson(const QString &email)
{
    JsonWriter user;
    user.text("email", email);
    JsonWriter json;
    return json.raw("user", user.object()).object();
}

Result<QString> readUser(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    const JsonValue *user = value->member(u"user");
    if (!user)
        return Error{ErrorCode::InvalidArgument, u"\"user\" is missing."_s};
    return readObject(
        *user, [](ObjectReader &object) { return object.requiredText(u"email", anyLength); });
}

QByteArray toJson(const Account &account)
{
    JsonWriter json;
    json.text("email", account.email)
        .boolean("owner", account.isOwner)
        .boolean("has_password", account.hasPassword)
        .instantOrNull("created_at", account.createdAt);
    return json.object();
}

QByteArray accountsJson(const QList<Account> &accounts)
{
    return listJson("accounts", accounts);
}

Result<Account> readAccount(const QByteArray &json)
{
    return readDocument(json, accountOf);
}

Result<QList<Account>> readAccounts(const QByteArray &json)
{
    return readList<Account>(json, u"accounts", accountOf);
}

QByteArray toJson(const Token &token)
{
    return tokenWriter(token).object();
}

QByteArray toJson(const IssuedToken &issued)
{
    return tokenWriter(issued.token).text("token", textOfUtf8(issued.secret)).object();
}

QByteArray tokensJson(const QList<Token> &tokens)
{
    return listJson("tokens", tokens);
}

Result<IssuedToken> readIssuedToken(const QByteArray &json)
{
    return readDocument(json, [](ObjectReader &object) {
        return IssuedToken{tokenOf(object), object.requiredText(u"token", anyLength).toUtf8()};
    });
}

Result<QList<Token>> readTokens(const QByteArray &json)
{
    return readList<Token>(json, u"tokens", tokenOf);
}

QString wordOf(TokenScope scope)
{
    return scope == TokenScope::Read ? u"read"_s : u"write"_s;
}

std::optional<TokenScope> tokenScopeFromWord(QStringView word)
{
    if (word == "read"_L1)
        return TokenScope::Read;
    if (word == "write"_L1)
        return TokenScope::Write;
    return std::nullopt;
}

} // namespace headway::wire
