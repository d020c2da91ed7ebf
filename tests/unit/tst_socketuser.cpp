#include "core/base/socketuser.h"
#include "core/base/uniquefd.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

constexpr uid_t nobody = 65534;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int connectTo(int family, quint16 port)
{
    const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in in = loopback(port);
    sockaddr_in6 in6 = {};
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(port);
    ::inet_pton(AF_INET6, "::ffff:127.0.0.1", &in6.sin6_addr);
    const bool isConnected = family == AF_INET
        ? ::connect(fd, reinterpret_cast<const sockaddr *>(&in), sizeof in) == 0
        : ::connect(fd, reinterpret_cast<const sockaddr *>(&in6), sizeof in6) == 0;
    return isConnected ? fd : -1;
}

/// Listens on a free port of 127.0.0.1.
class Listener
{
public:
    Listener()
        : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = loopback(0);
        socklen_t size = sizeof address;
        (void)::bind(m_fd.get(), reinterpret_cast<sockaddr *>(&address), size);
        (void)::listen(m_fd.get(), 8);
        ::getsockname(m_fd.get(), reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    quint16 port() const { return m_port; }
    UniqueFd accept() const { return UniqueFd(::accept(m_fd.get(), nullptr, nullptr)); }

private:
    UniqueFd m_fd;
    quint16 m_port = 0;
};

} // namespace

/// Who holds the other end of a connection.
class tst_SocketUser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownConnectionIsOurs_data();
    void ownConnectionIsOurs();
    void halfClosedPeerIsStillKnown();
    void closedPeerIsNobody();
    void otherUserIsTold();
    void listenerIsKnown();
    void portWithoutListenerIsNobodys();
    void otherSocketsAreNobodys();
};

void tst_SocketUser::ownConnectionIsOurs_data()
{
    QTest::addColumn<int>("family");
    QTest::newRow("IPv4") << AF_INET;
    QTest::newRow("IPv4 by an IPv6 socket") << AF_INET6;
}

void tst_SocketUser::ownConnectionIsOurs()
{
    QFETCH(int, family);
    const Listener listener;
    const UniqueFd client(connectTo(family, listener.port()));
    if (!client.isValid() && family == AF_INET6)
        QSKIP("This machine has no IPv6.");
    const UniqueFd server = listener.accept();
    QCOMPARE(userOfPeer(server.get()), std::optional(ownUser()));
    QCOMPARE(userOfPeer(client.get()), std::optional(ownUser()));
}

void tst_SocketUser::halfClosedPeerIsStillKnown()
{
    const Listener listener;
    const UniqueFd client(connectTo(AF_INET, listener.port()));
    const UniqueFd server = listener.accept();
    ::shutdown(client.get(), SHUT_WR);
    QCOMPARE(userOfPeer(server.get()), std::optional(ownUser()));
}

/// The kernel would tell root for a socket that no process holds any more.
void tst_SocketUser::closedPeerIsNobody()
{
    const Listener listener;
    UniqueFd client(connectTo(AF_INET, listener.port()));
    const UniqueFd server = listener.accept();
    client.reset();
    QVERIFY(!userOfPeer(server.get()));
}

void tst_SocketUser::otherUserIsTold()
{
    if (::geteuid() != 0)
        QSKIP("Only root can connect as somebody else.");
    const Listener listener;
    const pid_t child = ::fork();
    if (child == 0) {
        const bool isNobody = ::setuid(nobody) == 0;
        const int fd = isNobody ? connectTo(AF_INET, listener.port()) : -1;
        char byte = 0;
        ::_exit(fd >= 0 && ::read(fd, &byte, 1) == 0 ? 0 : 1); // until the other end closes
    }
    UniqueFd server = listener.accept();
    QCOMPARE(userOfPeer(server.get()), std::optional(OsUserId(nobody)));
    server.reset();
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
}

void tst_SocketUser::listenerIsKnown()
{
    const Listener listener;
    QCOMPARE(userOfListener(listener.port()), std::optional(ownUser()));
}

void tst_SocketUser::portWithoutListenerIsNobodys()
{
    const Listener listener;
    const UniqueFd client(connectTo(AF_INET, listener.port()));
    sockaddr_in own = {};
    socklen_t size = sizeof own;
    QCOMPARE(::getsockname(client.get(), reinterpret_cast<sockaddr *>(&own), &size), 0);
    QVERIFY(!userOfListener(ntohs(own.sin_port)));
}

void tst_SocketUser::otherSocketsAreNobodys()
{
    int pair[2] = {-1, -1};
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    const UniqueFd one(pair[0]);
    const UniqueFd other(pair[1]);
    QVERIFY(!userOfPeer(one.get()));
    QVERIFY(!userOfPeer(-1));
}

QTEST_APPLESS_MAIN(tst_SocketUser)
#include "tst_socketuser.moc"
