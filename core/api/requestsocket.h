#pragma once

#include <QTcpSocket>

namespace headway {

/// What QHttpServer takes for a client's connection. It hands over whole checked requests, one at
/// a time, and nothing else; what is written to it goes nowhere, for answers are written by the
/// Connection alone.
class RequestSocket final : public QTcpSocket
{
    Q_OBJECT

public:
    /// Looks connected, with @p peer at its other end.
    explicit RequestSocket(const QHostAddress &peer);

    /// Offers @p request, which is read before this returns.
    void offer(const QByteArray &request);
    /// Looks disconnected from now on; whoever took it for a connection deletes it.
    void leave();

    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_request;
    qsizetype m_taken = 0;
};

} // namespace headway
