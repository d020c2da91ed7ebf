#pragma once

#include "tests/support/httpanswer.h"

#include <QTcpSocket>

namespace headway::test {

/// A client that sends what it is told to, byte for byte. Its waiting runs the event loop, so that
/// the server may live in the same thread.
class RawClient
{
public:
    explicit RawClient(quint16 port, const QHostAddress &address = QHostAddress::LocalHost);

    void send(const QByteArray &bytes);
    /// Sends no more, but still reads.
    void closeSendingHalf();
    /// Closes with a reset.
    void abort();

    /// Waits for the next whole answer; its status is 0 when the server closes instead.
    HttpAnswer answer(bool toHead = false);
    /// Waits until the server has closed. @return false when it does not
    bool isClosed();
    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    /// What has come and was not asked for.
    QByteArray rest();

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// `LINE`, a Host for @p port, @p fields (each with its line end), and @p body with its length.
QByteArray requestBytes(const QByteArray &line, quint16 port, const QByteArray &fields = {},
                        const QByteArray &body = {});

} // namespace headway::test
