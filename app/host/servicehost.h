#pragma once

#include "core/api/entrance.h"
#include "core/base/clock.h"
#include "core/base/datadirectory.h"
#include "core/base/result.h"
#include "core/service/leasetimes.h"

#include <QString>

#include <memory>
#include <optional>

namespace headway {

class ApiServer;
class EndpointPublication;
class LeftReports;
class Service;

/// How the service is to be run. The two programs let their user say all but the leases.
struct HostOptions
{
    QString dataDirectory; ///< as DataDirectory::resolve() takes it
    std::optional<quint16> port; ///< 0: any free one; nullopt: 7717, else any free one
    EntranceOptions entrance;
    bool limitsRates = true; ///< how often an account may ask
    QString email; ///< of the owner's account, at the first start; empty: found out
    LeaseTimes leases = {};
};

/// The service as both programs run it: data directory, HTTP server and endpoint file. Belongs to
/// one thread, which has an event loop; what tells of it can be asked from any.
class ServiceHost
{
public:
    /// Gets the process ready for one, before there are threads.
    static void prepareProcess();
    /// Waits for database and socket. Errors: those of readEntrance(), Service::open() and
    /// ApiServer::start(), with a sentence for people that names the directory or the port.
    static Result<std::unique_ptr<ServiceHost>> start(const HostOptions &options);
    ~ServiceHost();
    Q_DISABLE_COPY_MOVE(ServiceHost)

    Service &service();
    /// http://127.0.0.1:PORT, unless the entrance is another.
    QString url() const;
    DataDirectory directory() const { return m_directory; }
    /// What the user has to be told of the start; mostly empty.
    QString notice() const;

private:
    explicit ServiceHost(DataDirectory directory);

    Result<void> open(const HostOptions &options);
    Result<void> publish();

    const DataDirectory m_directory;
    SystemClock m_clock;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<ApiServer> m_server;
    std::unique_ptr<EndpointPublication> m_publication;
    std::unique_ptr<LeftReports> m_leftReports;
};

} // namespace headway
