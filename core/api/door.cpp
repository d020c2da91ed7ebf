#include "core/api/door.h"

#include "core/api/connection.h"
#include "core/api/httpserver.h"
#include "core/api/requestsocket.h"

#include <QTimer>

namespace headway {

using namespace std::chrono_literals;

Door::Door(HttpServer &server)
    : m_server(server)
{
    constexpr int backlog = 512;
    setListenBacklogSize(backlog);
    // Qt stops accepting when there is no descriptor left; some may be free again soon.
    connect(this, &QTcpServer::acceptError, this,
            [this] { QTimer::singleShot(250ms, this, &QTcpServer::resumeAccepting); });
}

void Door::incomingConnection(qintptr descriptor)
{
    addPendingConnection(m_server.admit(descriptor)->requestSocket());
}

} // namespace headway
