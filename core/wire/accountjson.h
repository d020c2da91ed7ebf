#pragma once

#include "core/base/result.h"
#include "core/model/account.h"

namespace headway::wire {

// Accounts and tokens, both directions. Reading passes over members that are not known.
// Errors of every read: InvalidArgument.

/// {"user":{"email"}}
QByteArray userJson(const QString &email);
Result<QString> readUser(const QByteArray &json);

/// {"email","owner","has_password","created_at"}
QByteArray toJson(const Account &account);
/// {"accounts":[...]}
QByteArray accountsJson(const QList<Account> &accounts);
Result<Account> readAccount(const QByteArray &json);
Result<QList<Account>> readAccounts(const QByteArray &json);

/// A token and, this once, its secret.
struct IssuedToken
{
    Token token;
    QByteArray secret;

    friend bool operator==(const IssuedToken &, const IssuedToken &) = default;
};

/// {"token_id","name","scope","created_at","expires_at"}
QByteArray toJson(const Token &token);
/// The same and "token": the secret.
QByteArray toJson(const IssuedToken &issued);
/// {"tokens":[...]}
QByteArray tokensJson(const QList<Token> &tokens);
Result<IssuedToken> readIssuedToken(const QByteArray &json);
Result<QList<Token>> readTokens(const QByteArray &json);

/// "read" or "write"
QString wordOf(TokenScope scope);
std::optional<TokenScope> tokenScopeFromWord(QStringView word);

} // namespace headway::wire
