#include "tests/support/eventclient.h"

#include "tests/support/rawclient.h"

#include <QHostAddress>
#include <QTest>

#include <sys/socket.h>

namespace headway::test {

namespace {

constexpr int patience = 20'000; // milliseconds

} // namespace

EventClient::EventClient(quint16 port, int receiveBuffer)
    : m_port(port)
{
    if (receiveBuffer > 0) {
        m_socket.bind(QHostAddress::LocalHost); // makes the descriptor
        m_socket.setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, receiveBuffer);
    }
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { take(); });
    m_socket.connectToHost(QHostAddress::LocalHost, port);
    if (!m_socket.waitForConnected(patience))
        qFatal("cannot connect: %s", qPrintable(m_socket.errorString()));
}

void EventClient::listen(const QByteArray &fields, const QByteArray &method)
{
    m_isToHead = method == "HEAD";
    send(requestBytes(method + " /api/v1/events HTTP/1.1", m_port, fields));
}

HttpAnswer EventClient::begin(const QByteArray &fields)
{
    listen(fields);
    const bool hasBegun = QTest::qWaitFor(
        [this] { return (m_answer && !m_lastId.isEmpty()) || isClosed(); }, patience);
    return hasBegun && m_answer ? *m_answer : HttpAnswer();
}

void EventClient::stall()
{
    m_socket.setReadBufferSize(1);
    m_socket.blockSignals(true);
}

void EventClient::goOn()
{
    m_socket.blockSignals(false);
    m_socket.setReadBufferSize(0);
    take();
}

void EventClient::reset()
{
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard,
                 sizeof hard);
    m_socket.abort();
}

void EventClient::closeSendingHalf()
{
    ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR);
}

void EventClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(patience)) { }
}

QList<quint64> EventClient::ids() const
{
    QList<quint64> ids;
    for (const StreamEvent &event : m_events)
        ids.append(event.id);
    return ids;
}

void EventClient::take()
{
    m_received += m_socket.readAll();
    if (!m_answer)
        m_answer = takeAnswer(m_received, m_isToHead);
    if (!m_answer || m_isToHead)
        return;
    for (qsizetype end = m_received.indexOf("\n\n"); end >= 0; end = m_received.indexOf("\n\n")) {
        const QByteArray block = m_received.first(end);
        m_received.remove(0, end + 2);
        takeBlock(block);
    }
}

void EventClient::takeBlock(const QByteArray &block)
{
    StreamEvent event;
    for (const QByteArray &line : block.split('\n')) {
        if (line.startsWith(':'))
            ++m_comments;
        if (line.startsWith("id: "))
            m_lastId = line.sliced(4);
        if (line.startsWith("event: "))
            event.name = line.sliced(7);
        if (line.startsWith("data: "))
            event.data = line.sliced(6);
    }
    event.id = m_lastId.toULongLong();
    if (!event.name.isEmpty())
        m_events.append(event);
}

} // namespace headway::test
