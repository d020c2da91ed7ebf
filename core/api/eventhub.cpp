#include "core/api/eventhub.h"

#include "core/api/eventchannel.h"
#include "core/api/eventstream.h"
#include "core/api/httplimits.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

namespace headway {

EventHub::EventHub(Service &service, const HttpLimits &limits)
    : m_service(service)
    , m_limits(limits)
{
    m_check.setInterval(m_limits.streamCheck);
    m_heartbeat.setInterval(m_limits.streamHeartbeat);
    connect(&m_check, &QTimer::timeout, this, &EventHub::checkIsDue);
    connect(&m_heartbeat, &QTimer::timeout, this, &EventHub::beatIsDue);
    connect(&m_service.auth(), &AuthService::accountEnded, this, &EventHub::checkIsDue);
    connect(&m_service.auth(), &AuthService::credentialEnded, this, &EventHub::checkIsDue);
}

EventHub::~EventHub() = default;

std::unique_ptr<QObject> EventHub::open(StreamSink &sink, const Principal &principal,
                                        std::optional<quint64> since)
{
    const auto isAlive = [&auth = m_service.auth(), principal] { return auth.isAlive(principal); };
    auto stream =
        std::make_unique<EventStream>(sink, channelOf(principal), isAlive, since, m_limits);
    connect(this, &EventHub::checkIsDue, stream.get(), &EventStream::checkCredential);
    connect(this, &EventHub::beatIsDue, stream.get(), &EventStream::beat);
    connect(stream.get(), &QObject::destroyed, this, &EventHub::forgetStream);
    if (m_streams++ == 0) {
        m_check.start();
        m_heartbeat.start();
    }
    return stream;
}

std::shared_ptr<EventChannel> EventHub::channelOf(const Principal &principal)
{
    std::weak_ptr<EventChannel> &known = m_channels[principal.account()];
    std::shared_ptr<EventChannel> channel = known.lock();
    if (!channel) {
        channel = std::make_shared<EventChannel>(m_service.changeLogFor(principal));
        known = channel;
    }
    return channel;
}

void EventHub::forgetStream()
{
    m_channels.removeIf([](const auto &entry) { return entry->expired(); });
    if (--m_streams > 0)
        return;
    m_check.stop();
    m_heartbeat.stop();
}

} // namespace headway
