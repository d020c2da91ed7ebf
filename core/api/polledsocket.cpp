#include "core/api/polledsocket.h"

#include <array>
#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace headway {

namespace {

constexpr qint64 readAtOnce = 65536;

bool isMerelyLater(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

/// What @p ask, getpeername() or getsockname(), says of @p fd.
template <typename Ask>
std::pair<QHostAddress, quint16> endOf(int fd, Ask ask)
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    if (ask(fd, address, &size) != 0)
        return {};
    const quint16 port = storage.ss_family == AF_INET6
        ? reinterpret_cast<const sockaddr_in6 *>(address)->sin6_port
        : reinterpret_cast<const sockaddr_in *>(address)->sin_port;
    return {QHostAddress(address), ntohs(port)};
}

} // namespace

PolledSocket::PolledSocket(qintptr descriptor, SocketPoll &poll)
    : m_poll(poll)
    , m_fd(static_cast<int>(descriptor))
    , m_peer(endOf(m_fd.get(), ::getpeername).first)
    , m_localPort(endOf(m_fd.get(), ::getsockname).second)
{
    constexpr int on = 1;
    ::setsockopt(m_fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!m_poll.add(m_fd.get(), this))
        QMetaObject::invokeMethod(this, &PolledSocket::lose, Qt::QueuedConnection);
}

PolledSocket::~PolledSocket()
{
    abort();
}

QByteArray PolledSocket::peek(qint64 atMost) const
{
    return m_in.mid(m_taken, atMost);
}

void PolledSocket::skip(qint64 bytes)
{
    m_taken += qMin(bytes, bytesAvailable());
    if (m_taken == m_in.size()) {
        m_in.clear();
        m_taken = 0;
    }
}

void PolledSocket::allowReading(qint64 bytes)
{
    m_capacity = bytes + 1;
    if (m_mayRead)
        receiveSoon();
}

void PolledSocket::ready(quint32 events)
{
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        m_isEnding = true;
    if (events & EPOLLOUT)
        sendOn();
    if (m_isEnding || (events & EPOLLIN)) {
        m_mayRead = true;
        receive();
    }
}

/// Reads once: others have their turn before this one reads more.
void PolledSocket::receive()
{
    const qint64 room = qMin(m_capacity - bytesAvailable(), readAtOnce);
    if (!m_fd.isValid() || !m_mayRead || room <= 0)
        return;
    std::array<char, readAtOnce> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init)
    const ssize_t count = ::recv(m_fd.get(), bytes.data(), static_cast<size_t>(room), MSG_DONTWAIT);
    if (count == 0 || (count < 0 && !isMerelyLater(errno)))
        return lose();
    // With less than it asked for it has read all; then it is told of more.
    m_mayRead = m_isEnding || count == room || (count < 0 && errno == EINTR);
    if (m_mayRead)
        receiveSoon();
    if (count < 0)
        return;
    m_in.remove(0, std::exchange(m_taken, 0));
    m_in.append(bytes.data(), count);
    Q_EMIT bytesCame();
}

void PolledSocket::receiveSoon()
{
    if (std::exchange(m_receivesSoon, true))
        return;
    const auto receiveNow = [this] {
        m_receivesSoon = false;
        receive();
    };
    QMetaObject::invokeMethod(this, receiveNow, Qt::QueuedConnection);
}

bool PolledSocket::send(const QByteArray &bytes)
{
    const qint64 sent = m_out.isEmpty() ? sendSome(bytes) : 0;
    if (sent == bytes.size())
        return true;
    if (sent < 0)
        lose();
    else
        m_out.append(bytes.sliced(sent));
    return false;
}

qint64 PolledSocket::sendSome(const QByteArray &bytes)
{
    const ssize_t sent = ::send(m_fd.get(), bytes.constData(), static_cast<size_t>(bytes.size()),
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    return sent < 0 && isMerelyLater(errno) ? 0 : sent;
}

void PolledSocket::sendOn()
{
    if (m_out.isEmpty())
        return;
    const qint64 sent = sendSome(m_out);
    if (sent < 0)
        return lose();
    m_out.remove(0, sent);
    if (sent > 0)
        Q_EMIT bytesSent();
}

void PolledSocket::endSending(bool)
{
    ::shutdown(m_fd.get(), SHUT_WR);
}

void PolledSocket::abort()
{
    if (!m_fd.isValid())
        return;
    m_poll.remove(m_fd.get(), this);
    m_fd.reset();
    m_out.clear();
}

void PolledSocket::lose()
{
    abort();
    Q_EMIT lost();
}

} // namespace headway
