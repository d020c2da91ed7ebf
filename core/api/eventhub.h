#pragma once

#include "core/session/principal.h"

#include <QHash>
#include <QTimer>

#include <memory>
#include <optional>

namespace headway {

class EventChannel;
class Service;
class StreamSink;
struct HttpLimits;

/// All event streams of the server, one channel an account. Lives in the server's thread; while no
/// stream is open, nothing runs and nothing is subscribed to.
class EventHub : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    EventHub(Service &service, const HttpLimits &limits);
    ~EventHub() override;

    /// Begins a stream of @p principal's events after the revision @p since, or from now on. The
    /// caller owns it, and lets it go before the hub.
    std::unique_ptr<QObject> open(StreamSink &sink, const Principal &principal,
                                  std::optional<quint64> since);

Q_SIGNALS:
    void checkIsDue();
    void beatIsDue();

private:
    std::shared_ptr<EventChannel> channelOf(const Principal &principal);
    void forgetStream();

    Service &m_service;
    const HttpLimits &m_limits;
    QHash<AccountId, std::weak_ptr<EventChannel>> m_channels; ///< kept by their streams
    int m_streams = 0;
    QTimer m_check; ///< both run while there are streams
    QTimer m_heartbeat;
};

} // namespace headway
