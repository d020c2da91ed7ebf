#pragma once

#include <QObject>
#include <QSslConfiguration>
#include <QTcpSocket>

#include <memory>
#include <optional>

class QSslSocket;

namespace headway {

/// The bytes from and to one client, encrypted or not.
class ClientSocket final : public QObject
{
    Q_OBJECT

public:
    /// Takes over @p descriptor. With @p tls the client has to begin with a handshake; nullopt: it
    /// speaks unencrypted.
    ClientSocket(qintptr descriptor, const std::optional<QSslConfiguration> &tls);
    ~ClientSocket() override;

    bool isEncrypted() const { return m_tls != nullptr; }
    qintptr descriptor() const { return m_socket->socketDescriptor(); }
    QHostAddress peerAddress() const { return m_socket->peerAddress(); }
    quint16 localPort() const { return m_socket->localPort(); }

    /// Of what has come.
    qint64 bytesAvailable() const { return m_socket->bytesAvailable(); }
    QByteArray peek(qint64 atMost) const { return m_socket->peek(atMost); }
    void skip(qint64 bytes) { m_socket->skip(bytes); }
    /// The next @p size bytes, which have come; the last of them stays in the buffer.
    QByteArray takeButLast(qint64 size);
    /// Has the socket read @p bytes, and one more that shows that it was too much.
    void allowReading(qint64 bytes);
    /// With the last byte of what has been taken still in it, the buffer is full. Behind that byte
    /// comes what the client has sent already.
    void stopReading();
    /// Behind that byte.
    qint64 unread() const { return bytesAvailable() - 1; }

    /// @return whether the system has taken all of @p bytes at once: then bytesSent() does not tell
    bool send(const QByteArray &bytes);
    /// How many bytes wait for the client to take them.
    qint64 backlog() const;
    /// Nothing more comes. Within the encryption Qt ends both directions at once; a client that is
    /// still sending would be answered with a reset, and lose its answer: while it
    /// @p mayBeSending, it is not told.
    void endSending(bool mayBeSending);
    /// Ends both directions.
    void abort() { m_socket->abort(); }

Q_SIGNALS:
    void bytesCame();
    void bytesSent();
    /// The client has gone, or will be taken for one that has.
    void lost();

private:
    QSslSocket *m_tls = nullptr; ///< m_socket, when it is encrypted
    const std::unique_ptr<QTcpSocket> m_socket;
};

} // namespace headway
