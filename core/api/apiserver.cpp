#include "core/api/apiserver.h"

#include "core/api/dispatcher.h"
#include "core/api/httpserver.h"
#include "core/api/listening.h"

namespace headway {

using namespace Qt::StringLiterals;

ApiServer::ApiServer(const ListenOptions &options)
    : m_limits(options.limits)
    , m_entrance(options.entrance)
    , m_worker(std::make_unique<Worker>(u"headway-api"_s))
{
}

ApiServer::~ApiServer()
{
    m_worker->post([this] {
        m_server.reset();
        m_dispatcher.reset();
    });
    m_worker.reset();
}

Result<std::unique_ptr<ApiServer>> ApiServer::start(Service &service, const ListenOptions &options)
{
    std::unique_ptr<ApiServer> api(new ApiServer(options));
    const auto open = [&api, &service, &options]() -> Result<void> {
        api->m_dispatcher =
            std::make_unique<Dispatcher>(service, allRoutes(), api->m_limits, options.rates);
        api->m_server =
            std::make_unique<HttpServer>(*api->m_dispatcher, api->m_limits, api->m_entrance);
        return startListening(*api->m_server, options.port);
    };
    if (const Result<void> listens = api->m_worker->post(open).result(); !listens)
        return listens.error();
    api->m_port = api->m_server->port();
    return api;
}

QString ApiServer::url() const
{
    const QString scheme = m_entrance.tls ? u"https"_s : u"http"_s;
    return u"%1://%2:%3"_s.arg(scheme, m_entrance.host).arg(m_port);
}

} // namespace headway
