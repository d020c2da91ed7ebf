#include "app/desktop/ground.h"

#include "core/client/access.h"
#include "core/client/remotesignin.h"
#include "core/service/service.h"

namespace headway {

Ground::~Ground() = default;

Result<std::unique_ptr<Ground>> Ground::open(const HostOptions &options)
{
    std::unique_ptr<Ground> ground(new Ground);
    Result<std::unique_ptr<ServiceHost>> host = ServiceHost::start(options);
    if (host) {
        ground->m_host = std::move(*host);
        ground->m_url = ground->m_host->url();
        ground->m_signIn = ground->m_host->service().signIn();
        return ground;
    }
    if (host.error().code != ErrorCode::InUse)
        return host.error();
    const DataDirectory directory = DataDirectory::resolve(options.dataDirectory);
    const Result<wire::Endpoint> other = readEndpointFile(directory);
    if (!other)
        return other.error().code == ErrorCode::Unreachable ? host.error() : other.error();
    ground->m_url = other->url.toString();
    ground->m_signIn = std::make_unique<RemoteSignIn>(directory);
    return ground;
}

} // namespace headway
