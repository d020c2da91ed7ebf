#include "core/api/accountcontroller.h"

#include "core/api/call.h"
#include "core/api/requesttarget.h"
#include "core/base/utf8.h"
#include "core/service/authservice.h"
#include "core/wire/accountjson.h"
#include "core/wire/fingerprint.h"
#include "core/wire/requests.h"

namespace headway {

namespace {

/// The account in the path.
QString emailOf(const Call &call)
{
    return textOfUtf8(percentDecoded(call.argument).value_or(QByteArray()));
}

/// What is remembered of a request for an account. Its password is not: a quick hash, such as this,
/// is all it takes to guess it.
RequestKey keyOf(const Call &call, const QString &email)
{
    return {call.key.key,
            wire::fingerprintOf("POST", call.head.path, call.head.query, email.toUtf8())};
}

} // namespace

Reply AccountController::list(const Call &call)
{
    return jsonAnswer(wire::accountsJson(call.auth.accounts()));
}

Reply AccountController::add(const Call &call)
{
    const Result<wire::NewAccount> wanted = wire::readNewAccount(call.body);
    if (!wanted)
        return wanted.error();
    const auto begin = [&call, wanted = *wanted] {
        return call.auth.addAccount(*call.principal, wanted.email, wanted.password,
                                    keyOf(call, wanted.email));
    };
    return Reply::when(
        begin, [](const Account &account) { return jsonAnswer(wire::toJson(account), 201); });
}

Reply AccountController::setPassword(const Call &call)
{
    const Result<QByteArray> password = wire::readPassword(call.body);
    if (!password)
        return password.error();
    const auto begin = [&call, password = *password] {
        return call.auth.setPassword(*call.principal, emailOf(call), password);
    };
    return Reply::when(begin, emptyAnswer);
}

Reply AccountController::changePassword(const Call &call)
{
    const Result<wire::PasswordChange> change = wire::readPasswordChange(call.body);
    if (!change)
        return change.error();
    const auto begin = [&call, change = *change] {
        return call.auth.changePassword(*call.principal, change.current, change.password,
                                        call.peer());
    };
    return Reply::when(begin, emptyAnswer);
}

Reply AccountController::remove(const Call &call)
{
    const auto begin = [&call] { return call.auth.removeAccount(*call.principal, emailOf(call)); };
    return Reply::when(begin, emptyAnswer);
}

} // namespace headway
