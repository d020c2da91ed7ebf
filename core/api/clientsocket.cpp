#include "core/api/clientsocket.h"

#include <QSslSocket>

#ifdef Q_OS_WIN
#    include <winsock2.h>
#else
#    include <sys/socket.h>
#endif

namespace headway {

namespace {

/// Tells the client that nothing more comes; what it still sends can be read.
void closeSendingHalf(qintptr descriptor)
{
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(descriptor), SD_SEND);
#else
    ::shutdown(static_cast<int>(descriptor), SHUT_WR);
#endif
}

/// @return so many of @p bytes as the system takes at once; what keeps it from more is found out by
/// whoever tries again
qint64 sendAtOnce([[maybe_unused]] qintptr descriptor, [[maybe_unused]] const QByteArray &bytes)
{
#ifdef Q_OS_LINUX
    const ssize_t sent = ::send(static_cast<int>(descriptor), bytes.constData(),
                                static_cast<size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    return qMax<qint64>(sent, 0);
#else
    return 0;
#endif
}

} // namespace

ClientSocket::ClientSocket(qintptr descriptor, const std::optional<QSslConfiguration> &tls)
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

ClientSocket::~ClientSocket()
{
    m_socket->disconnect(this);
}

QByteArray ClientSocket::takeButLast(qint64 size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    char *last = bytes.data() + size - 1;
    m_socket->read(bytes.data(), size - 1);
    m_socket->peek(last, 1);
    return bytes;
}

void ClientSocket::allowReading(qint64 bytes)
{
    m_socket->setReadBufferSize(bytes + 1);
    if (m_tls && m_tls->isEncrypted())
        m_tls->flush(); // decrypts what has come already, and found the buffer full
}

void ClientSocket::stopReading()
{
    m_socket->setReadBufferSize(1);
}

/// Goes past QTcpSocket while that has nothing left to send: it would ask to be told when it may
/// write, write, and ask to be told no more.
bool ClientSocket::send(const QByteArray &bytes)
{
    const bool isDirect = !m_tls && m_socket->bytesToWrite() == 0;
    const qint64 sent = isDirect ? sendAtOnce(descriptor(), bytes) : 0;
    if (sent == bytes.size())
        return true;
    m_socket->write(sent == 0 ? bytes : bytes.sliced(sent));
    m_socket->flush();
    return false;
}

qint64 ClientSocket::backlog() const
{
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void ClientSocket::endSending(bool mayBeSending)
{
    if (!m_tls)
        closeSendingHalf(descriptor());
    else if (!mayBeSending)
        m_tls->disconnectFromHost();
}

} // namespace headway
