#pragma once

#include "core/api/clientsocket.h"
#include "core/api/socketpoll.h"
#include "core/base/uniquefd.h"

namespace headway {

/// An unencrypted client's socket, past QTcpSocket: one call of the system for what comes, one for
/// what goes.
class PolledSocket final : public ClientSocket, private SocketPoll::Client
{
    Q_OBJECT

public:
    /// Takes over @p descriptor. @p poll is borrowed and outlives this.
    PolledSocket(qintptr descriptor, SocketPoll &poll);
    ~PolledSocket() override;

    bool isEncrypted() const override { return false; }
    qintptr descriptor() const override { return m_fd.get(); }
    QHostAddress peerAddress() const override { return m_peer; }
    quint16 localPort() const override { return m_localPort; }
    qint64 bytesAvailable() const override { return m_in.size() - m_taken; }
    QByteArray peek(qint64 atMost) const override;
    void skip(qint64 bytes) override;
    void allowReading(qint64 bytes) override;
    void stopReading() override { m_capacity = 1; }
    bool send(const QByteArray &bytes) override;
    qint64 backlog() const override { return m_out.size(); }
    void endSending(bool mayBeSending) override;
    void abort() override;

private:
    void ready(quint32 events) override;
    void receive();
    void receiveSoon();
    /// @return how many of @p bytes the system has taken; -1: the client has gone
    qint64 sendSome(const QByteArray &bytes);
    void sendOn();
    void lose();

    SocketPoll &m_poll;
    UniqueFd m_fd;
    QHostAddress m_peer;
    quint16 m_localPort = 0;
    QByteArray m_in;
    qsizetype m_taken = 0; ///< so much of m_in
    qint64 m_capacity = 0; ///< so much may wait in m_in
    bool m_mayRead = false; ///< there may be something, or the end, to read
    bool m_isEnding = false; ///< behind what can be read there is the end
    bool m_receivesSoon = false;
    QByteArray m_out; ///< the system has not taken it yet
};

} // namespace headway
