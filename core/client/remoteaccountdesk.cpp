#include "core/client/remoteaccountdesk.h"

#include "core/wire/accountjson.h"
#include "core/wire/requestjson.h"

namespace headway {

namespace {

using Method = ApiRequest::Method;

constexpr auto accountsPath = "/api/v1/accounts";

QByteArray pathOf(const QString &email)
{
    return accountsPath + ('/' + QUrl::toPercentEncoding(email));
}

} // namespace

RemoteAccountDesk::RemoteAccountDesk(AccessSource source)
    : m_client(std::move(source))
{
}

QFuture<Result<QList<Account>>> RemoteAccountDesk::list()
{
    return m_client.send({.path = accountsPath}).then([](const Result<ApiAnswer> &answer) {
        return answer ? wire::readAccounts(answer->body) : Result<QList<Account>>(answer.error());
    });
}

QFuture<Result<void>> RemoteAccountDesk::add(const QString &email, const QByteArray &password)
{
    return change({.method = Method::Post,
                   .path = accountsPath,
                   .body = wire::toJson(wire::NewAccount{email, password})});
}

QFuture<Result<void>> RemoteAccountDesk::setPassword(const QString &email,
                                                     const QByteArray &password)
{
    return change({.method = Method::Put,
                   .path = pathOf(email) + "/password",
                   .body = wire::passwordJson(password)});
}

QFuture<Result<void>> RemoteAccountDesk::remove(const QString &email)
{
    return change({.method = Method::Delete, .path = pathOf(email)});
}

QFuture<Result<void>> RemoteAccountDesk::change(const ApiRequest &request)
{
    return m_client.send(request).then([](const Result<ApiAnswer> &answer) {
        return answer ? Result<void>() : Result<void>(answer.error());
    });
}

} // namespace headway
