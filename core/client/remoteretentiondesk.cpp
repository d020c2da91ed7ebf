#include "core/client/remoteretentiondesk.h"

#include "core/wire/retentionjson.h"

namespace headway {

namespace {

constexpr auto retentionPath = "/api/v1/retention";

} // namespace

RemoteRetentionDesk::RemoteRetentionDesk(std::shared_ptr<RemoteTaskSession> session, bool maySet)
    : m_session(std::move(session))
    , m_maySet(maySet)
{
}

QFuture<Result<Retention>> RemoteRetentionDesk::retention()
{
    return m_session->client()
        .send({.path = retentionPath})
        .then([](const Result<ApiAnswer> &answer) {
            return answer ? wire::readRetention(answer->body) : Result<Retention>(answer.error());
        });
}

QFuture<Result<void>> RemoteRetentionDesk::set(const Retention &retention)
{
    return m_session->client()
        .send({.method = ApiRequest::Method::Put,
               .path = retentionPath,
               .body = wire::toJson(retention)})
        .then([](const Result<ApiAnswer> &answer) {
            return answer ? Result<void>() : Result<void>(answer.error());
        });
}

} // namespace headway
