#include "app/cli/tokenend.h"

#include "core/base/future.h"

#include <utility>

namespace headway {

using namespace std::chrono_literals;

TokenEnd::TokenEnd(AccessRequest request, CredentialId token)
    : m_request(std::move(request))
    , m_token(token)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &TokenEnd::finish);
}

TokenEnd::~TokenEnd() = default;

void TokenEnd::start()
{
    const Result<Access> access = findAccess(m_request);
    if (!access)
        return finish();
    m_patience.start(5s);
    m_client = std::make_unique<ApiClient>(access->url, access->credential);
    const QByteArray path = "/api/v1/tokens/" + m_token.toString().toLatin1();
    whenDone(m_client->send({.method = ApiRequest::Method::Delete, .path = path}), this,
             [this](const Result<ApiAnswer> &) { finish(); });
}

void TokenEnd::finish()
{
    if (!std::exchange(m_isOver, true))
        Q_EMIT finished();
}

} // namespace headway
