#include "core/api/door.h"

#include "core/api/connection.h"
#include "core/api/httpserver.h"
#include "core/api/requestsocket.h"

#include <QTimer>

#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>

namespace headway {

using namespace std::chrono_literals;

namespace {

/// @return -1 with errno
int acceptFrom(qintptr listener)
{
#ifdef Q_OS_LINUX
    return ::accept4(static_cast<int>(listener), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
#else
    const int fd = ::accept(static_cast<int>(listener), nullptr, nullptr);
    if (fd >= 0)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
#endif
}

/// Where @p error is not about the next client but about this machine.
bool isLack(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

} // namespace

Door::Door(HttpServer &server)
    : m_server(server)
{
    constexpr int backlog = 512;
    setListenBacklogSize(backlog);
}

bool Door::open(const QHostAddress &address, quint16 port)
{
    if (!listen(address, port))
        return false;
    setMaxPendingConnections(0); // QTcpServer wants to accept again whenever one has been taken
    m_listener = UniqueFd(::fcntl(static_cast<int>(socketDescriptor()), F_DUPFD_CLOEXEC, 0));
    m_arrivals = std::make_unique<QSocketNotifier>(m_listener.get(), QSocketNotifier::Read);
    connect(m_arrivals.get(), &QSocketNotifier::activated, this, &Door::accept);
    return true;
}

void Door::accept()
{
    constexpr int atOnce = 64; // then those have their turn who are in already
    for (int i = 0; i < atOnce; ++i) {
        if (const int descriptor = acceptFrom(socketDescriptor()); descriptor >= 0) {
            incomingConnection(descriptor);
        } else if (isLack(errno)) {
            // Is told even when nobody comes; but somebody does when this has been called.
            if (i == 0 && !m_server.giveUpOne())
                rest();
            return;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return;
        }
    }
}

/// There may be descriptors again soon.
void Door::rest()
{
    m_arrivals->setEnabled(false);
    QTimer::singleShot(250ms, m_arrivals.get(), [this] { m_arrivals->setEnabled(true); });
}

void Door::incomingConnection(qintptr descriptor)
{
    addPendingConnection(m_server.admit(descriptor)->requestSocket());
}

} // namespace headway
