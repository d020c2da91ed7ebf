#include "core/client/remotetokendesk.h"

#include "core/wire/accountjson.h"
#include "core/wire/requestjson.h"

namespace headway {

namespace {

using Method = ApiRequest::Method;

constexpr auto tokensPath = "/api/v1/tokens";

Result<NewSecret> secretIn(const QByteArray &json)
{
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(json);
    return issued ? Result<NewSecret>(NewSecret{issued->token, issued->secret}) : issued.error();
}

} // namespace

RemoteTokenDesk::RemoteTokenDesk(std::shared_ptr<RemoteTaskSession> session)
    : m_session(std::move(session))
{
}

QFuture<Result<QList<Token>>> RemoteTokenDesk::list()
{
    return m_session->client().send({.path = tokensPath}).then([](const Result<ApiAnswer> &answer) {
        return answer ? wire::readTokens(answer->body) : Result<QList<Token>>(answer.error());
    });
}

QFuture<Result<NewSecret>> RemoteTokenDesk::create(const NewToken &wanted)
{
    return m_session->client()
        .send({.method = Method::Post, .path = tokensPath, .body = wire::toJson(wanted)})
        .then([](const Result<ApiAnswer> &answer) {
            return answer ? secretIn(answer->body) : Result<NewSecret>(answer.error());
        });
}

QFuture<Result<void>> RemoteTokenDesk::revoke(CredentialId id)
{
    const QByteArray path = tokensPath + ('/' + id.toString().toLatin1());
    return m_session->client()
        .send({.method = Method::Delete, .path = path})
        .then([](const Result<ApiAnswer> &answer) {
            return answer ? Result<void>() : Result<void>(answer.error());
        });
}

} // namespace headway
