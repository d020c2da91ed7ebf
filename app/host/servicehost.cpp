#include "app/host/servicehost.h"

#include "app/host/endpointpublication.h"
#include "app/host/leftreports.h"
#include "app/host/owneremail.h"
#include "app/host/repairtext.h"
#include "core/api/apiserver.h"
#include "core/base/lockholder.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/store/repair.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

#include <sys/resource.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The usual soft limit of 1,024 is what the server alone may hold in connections.
void raiseDescriptorLimit()
{
    constexpr rlim_t enough = 8192;
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= enough)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, enough);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Who holds the directory, and where that one listens.
Error withAddress(Error error, const DataDirectory &directory)
{
    const Result<wire::Endpoint> holder = publishedEndpoint(directory);
    error.detail += u" (%1)"_s.arg(directory.path());
    // One that has just begun has not published itself yet; what is there was its predecessor's.
    if (holder && lockHolder(directory.lockFile()) == holder->pid)
        error.detail += u"; it listens on %1"_s.arg(holder->url.toString());
    return error;
}

} // namespace

void ServiceHost::prepareProcess()
{
    qputenv("QT_NO_THREADED_GLIB", "1"); // threads read it
    raiseDescriptorLimit();
}

ServiceHost::ServiceHost(DataDirectory directory)
    : m_directory(std::move(directory))
{
}

ServiceHost::~ServiceHost() = default;

Result<std::unique_ptr<ServiceHost>> ServiceHost::start(const HostOptions &options)
{
    std::unique_ptr<ServiceHost> host(
        new ServiceHost(DataDirectory::resolve(options.dataDirectory)));
    if (Result<void> opened = host->open(options); !opened)
        return opened.error();
    host->m_leftReports =
        std::make_unique<LeftReports>(*host->m_service, host->m_directory, host->m_clock);
    host->m_leftReports->deliver();
    return host;
}

Result<void> ServiceHost::open(const HostOptions &options)
{
    const Result<Entrance> entrance = readEntrance(options.entrance, m_clock.now());
    if (!entrance)
        return entrance.error();
    Result<std::unique_ptr<Service>> service =
        Service::open(m_directory, ownerEmail(options.email), m_clock, options.leases);
    if (!service) {
        return service.error().code == ErrorCode::InUse ? withAddress(service.error(), m_directory)
                                                        : service.error();
    }
    m_service = std::move(*service);
    Result<std::unique_ptr<ApiServer>> server = ApiServer::start(
        *m_service,
        {.port = options.port, .entrance = *entrance, .rates = {.isOn = options.limitsRates}});
    if (!server)
        return server.error();
    m_server = std::move(*server);
    return publish();
}

Result<void> ServiceHost::publish()
{
    wire::Endpoint endpoint;
    endpoint.url = QUrl(m_server->url());
    endpoint.pid = QCoreApplication::applicationPid();
    endpoint.instance = QUuid::createUuid().toString(QUuid::WithoutBraces);
    endpoint.startedAt = m_clock.now();
    endpoint.token = m_service->auth().renewEndpointSecret();
    Result<std::unique_ptr<EndpointPublication>> published =
        EndpointPublication::publish(m_directory, endpoint);
    if (!published)
        return published.error();
    m_publication = std::move(*published);
    return {};
}

Service &ServiceHost::service()
{
    return *m_service;
}

QString ServiceHost::notice() const
{
    const std::optional<Repair> &repair = m_service->repair();
    return repair ? repairText(*repair) : QString();
}

QString ServiceHost::url() const
{
    return m_server->url();
}

} // namespace headway
