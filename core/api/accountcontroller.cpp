#include "core/api/accountcontroller.h"

#include "core/api/call.h"
#include "core/api/requesttarget.h"
#include "core/service/authservice.h"
#include "core/wire/accountjson.h"
#include "core/wire/requests.h"

namespace headway {

namespace {

/// The account in the path.
QString emailOf(const Call &call)
{
    return QString::fromUtf8(percentDecoded(call.argument).value_or(QByteArray()));
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
    return Reply::when(
        call.auth.addAccount(*call.principal, wanted->email, wanted->password),
        [](const Account &account) { return jsonAnswer(wire::toJson(account), 201); });
}

Reply AccountController::setPassword(const Call &call)
{
    const Result<QByteArray> password = wire::readPassword(call.body);
    if (!password)
        return password.error();
    return Reply::when(call.auth.setPassword(*call.principal, emailOf(call), *password),
                       emptyAnswer);
}

Reply AccountController::remove(const Call &call)
{
    return Reply::when(call.auth.removeAccount(*call.principal, emailOf(call)), emptyAnswer);
}

} // namespace headway
