#pragma once

#include "core/base/uniquefd.h"

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <memory>

#include <sys/epoll.h>

namespace headway {

/// Tells many sockets what they can do, all by one descriptor of the event loop: Qt's asks the
/// system for all of its own each time that it waits. For one thread.
class SocketPoll final : public QObject
{
    Q_OBJECT

public:
    /// Who is told.
    class Client
    {
    public:
        virtual ~Client() = default;
        /// @p events of epoll, each told once: not again until it has been found to be over.
        virtual void ready(quint32 events) = 0;
    };

    SocketPoll();

    /// Tells @p client of @p fd until remove(), which comes before @p fd is closed. @return whether
    /// the system let it
    bool add(int fd, Client *client);
    void remove(int fd, const Client *client);

private:
    void tell();

    static constexpr int atOnce = 64;

    UniqueFd m_poll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::array<epoll_event, atOnce> m_events{}; ///< those that are being told
};

} // namespace headway
