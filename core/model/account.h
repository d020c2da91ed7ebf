#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <optional>

namespace headway {

/// One person, as Headway knows them.
struct Account
{
    AccountId id;
    QString email; ///< as it was given; compared without case
    bool isOwner = false; ///< made at the first start, for whoever owns the data directory
    bool hasPassword =
        false; ///< without one it signs in through the window or the endpoint file only
    QDateTime createdAt;

    friend bool operator==(const Account &, const Account &) = default;
};

enum class TokenScope { Read, Write };

/// An API token, without its secret: that is shown once, when it is made.
struct Token
{
    CredentialId id;
    QString name;
    TokenScope scope = TokenScope::Write;
    QDateTime createdAt;
    QDateTime expiresAt; ///< null: never

    friend bool operator==(const Token &, const Token &) = default;
};

/// What a caller asks for when it makes a token.
struct NewToken
{
    QString name;
    TokenScope scope = TokenScope::Write;
    std::optional<std::chrono::seconds> lifetime; ///< nullopt: for ever

    friend bool operator==(const NewToken &, const NewToken &) = default;
};

/// The form in which emails are compared: trimmed, Unicode case folded.
QString emailKey(const QString &email);

/// Errors: InvalidArgument with a sentence, unless @p email looks like NAME@HOST, without blanks or
/// control characters, at most 254 characters.
Result<void> checkEmail(const QString &email);

/// Errors: InvalidArgument with a sentence, for what is shorter than 8 or longer than 1,024
/// characters, or among the most common passwords, for the account of @p email if that is known.
/// @p password is UTF-8.
Result<void> checkPassword(const QByteArray &password, const QString &email = {});

} // namespace headway
