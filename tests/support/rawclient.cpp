#include "tests/support/rawclient.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTimer>

#include <sys/socket.h>

namespace headway::test {

namespace {

constexpr auto longestWait = std::chrono::seconds(20);

/// QTest::qWaitFor() looks only every 10 ms.
template <typename Condition>
bool waitUntil(Condition condition)
{
    bool isOver = false;
    QTimer patienceEnd;
    patienceEnd.callOnTimeout([&isOver] { isOver = true; });
    patienceEnd.start(longestWait);
    while (!condition() && !isOver)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

} // namespace

RawClient::RawClient(quint16 port, const QHostAddress &address)
{
    m_socket.connectToHost(address, port);
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket,
                     [this] { m_received += m_socket.readAll(); });
    if (!waitUntil([this] { return isConnected(); }))
        qFatal("cannot connect: %s", qPrintable(m_socket.errorString()));
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

void RawClient::closeSendingHalf()
{
    while (m_socket.bytesToWrite() > 0
           && m_socket.waitForBytesWritten(
               static_cast<int>(std::chrono::milliseconds(longestWait).count()))) { }
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

void RawClient::abort()
{
    const linger reset{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &reset,
                 sizeof reset);
    m_socket.abort();
}

HttpAnswer RawClient::answer(bool toHead)
{
    std::optional<HttpAnswer> answer;
    waitUntil([&] {
        if (!answer)
            answer = takeAnswer(m_received, toHead);
        return answer || !isConnected();
    });
    return answer.value_or(HttpAnswer());
}

bool RawClient::isClosed()
{
    return waitUntil([this] { return !isConnected(); });
}

QByteArray RawClient::rest()
{
    return std::exchange(m_received, {});
}

QByteArray requestBytes(const QByteArray &line, quint16 port, const QByteArray &fields,
                        const QByteArray &body)
{
    QByteArray bytes = line + "\r\nHost: localhost:" + QByteArray::number(port) + "\r\n" + fields;
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

} // namespace headway::test
