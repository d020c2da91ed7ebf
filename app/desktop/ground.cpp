#include "app/desktop/ground.h"

#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/remotesignin.h"
#include "core/service/service.h"

namespace headway {

using namespace Qt::StringLiterals;

Ground::Ground(HostOptions options)
    : m_options(std::move(options))
    , m_directory(DataDirectory::resolve(m_options.dataDirectory))
    , m_signIn(std::make_unique<LateSignIn>())
{
}

Ground::~Ground()
{
    m_signIn.reset();
    close();
}

void Ground::close()
{
    if (m_worker)
        m_worker->post([this] { m_host.reset(); }); // done before the worker's own end
    m_worker.reset();
}

void Ground::open()
{
    m_worker = std::make_unique<Worker>(u"headway-ground"_s);
    whenDone(m_worker->post([this] { return openHost(); }), this,
             [this](const Result<QString> &url) {
                 if (url)
                     take(*url);
                 else
                     Q_EMIT failed(url.error());
             });
}

/// The worker's.
/// @return where the service is reached
Result<QString> Ground::openHost()
{
    Result<std::unique_ptr<ServiceHost>> host = ServiceHost::start(m_options);
    if (host) {
        m_host = std::move(*host);
        return m_host->url();
    }
    if (host.error().code != ErrorCode::InUse)
        return host.error();
    const Result<wire::Endpoint> other = readEndpointFile(m_directory);
    if (!other)
        return other.error().code == ErrorCode::Unreachable ? host.error() : other.error();
    return other->url.toString();
}

void Ground::take(const QString &url)
{
    if (m_host)
        m_signIn->come(m_host->service().signIn(), url);
    else
        m_signIn->come(std::make_unique<RemoteSignIn>(m_directory), url);
    Q_EMIT opened(m_host ? m_host->notice() : QString());
}

} // namespace headway
