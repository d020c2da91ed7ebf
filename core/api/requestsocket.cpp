#include "core/api/requestsocket.h"

#include <QHostAddress>

#include <cstring>

namespace headway {

RequestSocket::RequestSocket(const QHostAddress &peer)
{
    setPeerAddress(peer);
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
}

void RequestSocket::offer(const QByteArray &request)
{
    m_request = request;
    m_taken = 0;
    Q_EMIT readyRead();
    m_request.clear();
    m_taken = 0;
}

void RequestSocket::leave()
{
    setSocketState(UnconnectedState);
    Q_EMIT disconnected();
}

qint64 RequestSocket::bytesAvailable() const
{
    return QTcpSocket::bytesAvailable() + m_request.size() - m_taken;
}

qint64 RequestSocket::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin<qint64>(maxSize, m_request.size() - m_taken);
    std::memcpy(data, m_request.constData() + m_taken, static_cast<size_t>(size));
    m_taken += size;
    return size;
}

qint64 RequestSocket::writeData(const char *, qint64 size)
{
    return size;
}

} // namespace headway
