#include "core/api/apiserver.h"

#include "core/api/dispatcher.h"
#include "core/api/httpserver.h"
#include "core/api/listening.h"

namespace headway {

using namespace Qt::StringLiterals;

ApiServer::ApiServer(const HttpLimits &limits)
    : m_limits(limits)
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
    if (const Result<void> fine = checkBindAddress(options.bind); !fine)
        return fine.error();
    std::unique_ptr<ApiServer> api(new ApiServer(options.limits));
    const auto open = [&api, &service, &options]() -> Result<void> {
        api->m_dispatcher =
            std::make_unique<Dispatcher>(service, allRoutes(), api->m_limits, options.rates);
        api->m_server = std::make_unique<HttpServer>(*api->m_dispatcher, api->m_limits);
        return listenOnLoopback(*api->m_server, options.port);
    };
    if (const Result<void> listens = api->m_worker->post(open).result(); !listens)
        return listens.error();
    api->m_port = api->m_server->port();
    return api;
}

QString ApiServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_port);
}

} // namespace headway
