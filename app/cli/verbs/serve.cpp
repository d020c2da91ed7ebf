#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "app/host/servicehost.h"
#include "app/host/stopsignals.h"

#include <limits>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

EntranceOptions entranceOf(const CommandLine &line)
{
    return {.bind = line.value(u"bind"_s),
            .certificateFile = line.value(u"tls-certificate"_s),
            .keyFile = line.value(u"tls-key"_s),
            .proxy = line.value(u"proxy"_s),
            .publicNames = line.values(u"host"_s).join(u',').split(u',', Qt::SkipEmptyParts)};
}

/// The service with no window, until it is told to stop.
class ServeVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {
            {u"port"_s, u"Listen on N; 0 is any free port (default: 7717, else any)."_s, u"N"_s},
            {u"bind"_s, u"Listen on ADDRESS (default: 127.0.0.1 and ::1)."_s, u"ADDRESS"_s},
            {u"tls-certificate"_s, u"Encrypt with the certificate in FILE (PEM)."_s, u"FILE"_s},
            {u"tls-key"_s, u"The certificate's key, readable by nobody else (PEM)."_s, u"FILE"_s},
            {u"proxy"_s, u"Believe what the proxy at ADDRESS forwards."_s, u"ADDRESS"_s},
            {u"host"_s, u"A public NAME that the proxy passes on; may be repeated."_s, u"NAME"_s},
            {u"email"_s, u"The owner's address, when the first start makes the account."_s,
             u"ADDRESS"_s},
            {u"rate-limits"_s, u"on or off (default: on)."_s, u"on|off"_s}};
    }

    void start(const CommandLine &line) override;

private:
    Result<HostOptions> read(const CommandLine &line) const;

    std::unique_ptr<ServiceHost> m_host;
    std::unique_ptr<StopSignals> m_stop;
};

void ServeVerb::start(const CommandLine &line)
{
    const Result<HostOptions> options = read(line);
    if (!options)
        return failUsage(options.error().detail);
    m_stop = std::make_unique<StopSignals>();
    connect(m_stop.get(), &StopSignals::stopRequested, this, [this] {
        m_host.reset();
        end();
    });
    ServiceHost::prepareProcess();
    Result<std::unique_ptr<ServiceHost>> host = ServiceHost::start(*options);
    if (!host && host.error().code == ErrorCode::InvalidArgument)
        return failUsage(host.error().detail);
    if (!host) {
        console::printError(host.error().detail);
        return end(Failed);
    }
    m_host = std::move(*host);
    if (!m_host->notice().isEmpty())
        console::printError(m_host->notice());
    console::print(u"Headway listening on %1"_s.arg(m_host->url()));
}

Result<HostOptions> ServeVerb::read(const CommandLine &line) const
{
    const auto wrong = [](const QString &sentence) {
        return Error{ErrorCode::InvalidArgument, sentence};
    };
    if (!line.operands().isEmpty())
        return wrong(u"`serve` takes options only."_s);
    if (line.isSet(u"url"_s))
        return wrong(u"`serve` is a service itself; leave out --url."_s);
    const QString limits = line.value(u"rate-limits"_s);
    if (!limits.isEmpty() && limits != "on"_L1 && limits != "off"_L1)
        return wrong(u"--rate-limits takes on or off."_s);
    HostOptions options;
    options.dataDirectory = line.value(u"data-dir"_s);
    options.entrance = entranceOf(line);
    options.limitsRates = limits != "off"_L1;
    options.email = line.value(u"email"_s);
    if (line.isSet(u"port"_s)) {
        const Result<qint64> port = line.number(u"port"_s, 0, std::numeric_limits<quint16>::max());
        if (!port)
            return port.error();
        options.port = static_cast<quint16>(*port);
    }
    return options;
}

} // namespace

std::unique_ptr<Verb> makeServeVerb()
{
    return std::make_unique<ServeVerb>();
}

} // namespace headway
