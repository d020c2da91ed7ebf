#pragma once

#include "core/base/uniquefd.h"

#include <QSocketNotifier>
#include <QTcpServer>

#include <memory>

namespace headway {

class HttpServer;

/// Where connections come in. Every one becomes a Connection, which decides what QHttpServer gets
/// to see of it. Accepts by itself: QTcpServer keeps the first error of its socket for good, and
/// so takes one for lack of descriptors for one of no importance, and spins.
class Door final : public QTcpServer
{
    Q_OBJECT

public:
    /// @p server is borrowed and outlives this.
    explicit Door(HttpServer &server);

    /// Listens. @p port 0 is any free one. @return whether it does; serverError() tells why not
    bool open(const QHostAddress &address, quint16 port);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void accept();
    void rest();

    HttpServer &m_server;
    UniqueFd m_listener; ///< another name of the socket: of one name Qt can watch only once
    std::unique_ptr<QSocketNotifier> m_arrivals;
};

} // namespace headway
