#include "core/api/qtclientsocket.h"

#include <QSslSocket>

#include <sys/socket.h>

namespace headway {

QtClientSocket::QtClientSocket(qintptr descriptor, const std::optional<QSslConfiguration> &tls)
    : m_tls(tls ? new QSslSocket : nullptr)
    , m_socket(m_tls ? m_tls : new QTcpSocket)
{
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &ClientSocket::bytesCame);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &ClientSocket::lost);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &ClientSocket::lost);
    if (!m_tls) {
        connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &ClientSocket::bytesSent);
        return;
    }
    connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &ClientSocket::bytesSent);
    m_tls->setSslConfiguration(*tls);
    m_tls->startServerEncryption();
}

QtClientSocket::~QtClientSocket()
{
    m_socket->disconnect(this);
}

void QtClientSocket::allowReading(qint64 bytes)
{
    m_socket->setReadBufferSize(bytes + 1);
    if (m_tls && m_tls->isEncrypted())
        m_tls->flush(); // decrypts what has come already, and found the buffer full
}

bool QtClientSocket::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
    return false;
}

qint64 QtClientSocket::backlog() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void QtClientSocket::endSending(bool mayBeSending)
{
    if (!m_tls)
        ::shutdown(static_cast<int>(descriptor()), SHUT_WR); // what it still sends can be read
    else if (!mayBeSending)
        m_tls->disconnectFromHost();
}

} // namespace headway
