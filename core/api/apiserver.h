#pragma once

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
    QString bind = {}; ///< empty, "localhost" or a loopback address
    HttpLimits limits = {};
    RateLimits rates = {};
};

/// The service over HTTP, in a thread of its own, on 127.0.0.1 and ::1 with the same port. A
/// machine without IPv6 is served on 127.0.0.1 alone.
class ApiServer
{
public:
    /// @p service is borrowed and outlives the server. Waits until it listens.
    /// Errors, each with a sentence for people: InUse when the port that was asked for is taken;
    /// InvalidArgument for another address than loopback; Internal.
    static Result<std::unique_ptr<ApiServer>> start(Service &service,
                                                    const ListenOptions &options = {});
    /// Stops listening and ends all connections.
    ~ApiServer();
    Q_DISABLE_COPY_MOVE(ApiServer)

    quint16 port() const { return m_port; }
    /// http://127.0.0.1:PORT
    QString url() const;

private:
    explicit ApiServer(const HttpLimits &limits);

    const HttpLimits m_limits;
    quint16 m_port = 0;
    std::unique_ptr<Dispatcher> m_dispatcher; ///< the thread's
    std::unique_ptr<HttpServer> m_server; ///< the thread's
    std::unique_ptr<Worker> m_worker;
};

} // namespace headway
