#pragma once

#include "core/base/result.h"
#include "core/model/account.h"
#include "core/model/newtask.h"
#include "core/model/taskupdate.h"

namespace headway::wire {

// What clients send, read by the server. Every error is InvalidArgument with a sentence that says
// what to change; a member that is not known is an error that names it.

struct Credentials
{
    QString email;
    QByteArray password; ///< UTF-8

    friend bool operator==(const Credentials &, const Credentials &) = default;
};

struct NewAccount
{
    QString email;
    std::optional<QByteArray> password; ///< UTF-8; nullopt: none until one is set

    friend bool operator==(const NewAccount &, const NewAccount &) = default;
};

struct PasswordChange
{
    QByteArray current; ///< UTF-8
    QByteArray password; ///< the new one, UTF-8

    friend bool operator==(const PasswordChange &, const PasswordChange &) = default;
};

/// name kind status total unit labels host runner retry_of
Result<NewTask> readNewTask(const QByteArray &body);
/// progress fraction current total unit current_item cpu_percent memory_bytes status sequence; null
/// makes it unknown again
Result<TaskUpdate> readTaskUpdate(const QByteArray &body);
/// result exit_code; an empty body is an empty completion
Result<Completion> readCompletion(const QByteArray &body);
/// error exit_code signal
Result<Failure> readFailure(const QByteArray &body);
/// email password. Whether they are right, or could be, is not asked here.
Result<Credentials> readCredentials(const QByteArray &body);
/// name scope expires_in (seconds); an empty body asks for a token without a name
Result<NewToken> readNewToken(const QByteArray &body);
/// email password
Result<NewAccount> readNewAccount(const QByteArray &body);
/// password: the new one of an account
Result<QByteArray> readPassword(const QByteArray &body);
/// current password. Whether the current one is right is not asked here.
Result<PasswordChange> readPasswordChange(const QByteArray &body);
/// Takes an empty body or {}.
Result<void> readNothing(const QByteArray &body);

} // namespace headway::wire
