#pragma once

#include "core/api/clientsocket.h"

#include <QSslConfiguration>
#include <QTcpSocket>

#include <memory>
#include <optional>

class QSslSocket;

namespace headway {

/// A client's socket as Qt has it: one that is encrypted, or where there is no epoll.
class QtClientSocket final : public ClientSocket
{
public:
    /// Takes over @p descriptor. With @p tls the client has to begin with a handshake; nullopt: it
    /// speaks unencrypted.
    QtClientSocket(qintptr descriptor, const std::optional<QSslConfiguration> &tls);
    ~QtClientSocket() override;

    bool isEncrypted() const override { return m_tls != nullptr; }
    qintptr descriptor() const override { return m_socket->socketDescriptor(); }
    QHostAddress peerAddress() const override { return m_socket->peerAddress(); }
    quint16 localPort() const override { return m_socket->localPort(); }
    qint64 bytesAvailable() const override { return m_socket->bytesAvailable(); }
    QByteArray peek(qint64 atMost) const override { return m_socket->peek(atMost); }
    void skip(qint64 bytes) override { m_socket->skip(bytes); }
    void allowReading(qint64 bytes) override;
    void stopReading() override { m_socket->setReadBufferSize(1); }
    bool send(const QByteArray &bytes) override;
    qint64 backlog() const override;
    void endSending(bool mayBeSending) override;
    void abort() override { m_socket->abort(); }

private:
    QSslSocket *m_tls = nullptr; ///< m_socket, when it is encrypted
    const std::unique_ptr<QTcpSocket> m_socket;
};

} // namespace headway
