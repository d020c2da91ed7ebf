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

ApiRequest revocationOf(CredentialId id)
{
    return {.method = Method::Delete, .path = tokensPath + ('/' + id.toString().toLatin1())};
}

Result<void> doneBy(const Result<ApiAnswer> &answer)
{
    return answer ? Result<void>() : Result<void>(answer.error());
}

} // namespace

RemoteTokenDesk::RemoteTokenDesk(std::shared_ptr<RemoteTaskSession> session, ClientMaker makeClient)
    : m_session(std::move(session))
    , m_makeClient(std::move(makeClient))
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
    return m_session->client().send(revocationOf(id)).then(&doneBy);
}

/// As the token itself, whose word is good whatever has become of the session.
QFuture<Result<void>> RemoteTokenDesk::takeBack(const NewSecret &made)
{
    const std::shared_ptr<ApiClient> client(
        m_makeClient({Credential::Kind::Bearer, made.secret}).release(),
        [](ApiClient *done) { done->deleteLater(); }); // its answer is still on its way through it
    return client->send(revocationOf(made.token.id))
        .then([client](const Result<ApiAnswer> &answer) { return doneBy(answer); });
}

} // namespace headway
