#pragma once

#include <QTcpServer>

namespace headway {

class HttpServer;

/// Where connections come in. Every one becomes a Connection, which decides what QHttpServer gets
/// to see of it.
class Door final : public QTcpServer
{
    Q_OBJECT

public:
    /// @p server is borrowed and outlives this.
    explicit Door(HttpServer &server);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    HttpServer &m_server;
};

} // namespace headway
