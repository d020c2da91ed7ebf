#pragma once

#include "core/api/entrance.h"
#include "core/api/httplimits.h"
#include "core/api/ratelimits.h"
#include "core/base/result.h"
#include "core/base/worker.h"

#include <QString>

#include <memory>
#include <optional>

namespace headway {

class Dispatcher;
class HttpServer;
class Service;

struct ListenOptions
{
    std::optional<quint16> port = {}; ///< 0: any free one; nullopt: 7717, else any free one
    Entrance entrance = {};
    HttpLimits limits = {};
    RateLimits rates = {};
};

/// The service over HTTP, in a thread of its own.
class ApiServer
{
public:
    /// @p service is borrowed and outlives the server. Waits until it listens.
    /// Errors: those of startListening().
    static Result<std::unique_ptr<ApiServer>> start(Service &service,
                                                    const ListenOptions &options = {});
    /// Stops listening and ends all connections.
    ~ApiServer();
    Q_DISABLE_COPY_MOVE(ApiServer)

    quint16 port() const { return m_port; }
    /// http://127.0.0.1:PORT, or https and a name that the certificate vouches for.
    QString url() const;

private:
    explicit ApiServer(const ListenOptions &options);

    const HttpLimits m_limits;
    const Entrance m_entrance;
    quint16 m_port = 0;
    std::unique_ptr<Dispatcher> m_dispatcher; ///< the thread's
    std::unique_ptr<HttpServer> m_server; ///< the thread's
    std::unique_ptr<Worker> m_worker;
};

} // namespace headway
