#include "core/api/socketpoll.h"

#include <span>

namespace headway {

SocketPoll::SocketPoll()
    : m_poll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (!m_poll.isValid())
        return; // add() says so
    m_notifier = std::make_unique<QSocketNotifier>(m_poll.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SocketPoll::tell);
}

bool SocketPoll::add(int fd, Client *client)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = client;
    return ::epoll_ctl(m_poll.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void SocketPoll::remove(int fd, const Client *client)
{
    ::epoll_ctl(m_poll.get(), EPOLL_CTL_DEL, fd, nullptr);
    for (epoll_event &event : m_events) {
        if (event.data.ptr == client)
            event.data.ptr = nullptr;
    }
}

void SocketPoll::tell()
{
    const int count = ::epoll_wait(m_poll.get(), m_events.data(), atOnce, 0);
    for (const epoll_event &event :
         std::span(m_events).first(static_cast<size_t>(qMax(count, 0)))) {
        if (event.data.ptr)
            static_cast<Client *>(event.data.ptr)->ready(event.events);
    }
}

} // namespace headway
