#include "core/api/httpserver.h"

#include "core/api/connection.h"
#include "core/api/door.h"
#include "core/api/requestsocket.h"

#include <algorithm>
#include <utility>

namespace headway {

HttpServer::HttpServer(RequestHandler &handler, const HttpLimits &limits)
    : m_handler(handler)
    , m_limits(limits)
    , m_sweeper(this)
{
    m_sweeper.setTimerType(Qt::CoarseTimer);
    m_sweeper.setInterval(m_limits.sweepInterval);
    connect(&m_sweeper, &QTimer::timeout, this, &HttpServer::sweep);
}

HttpServer::~HttpServer()
{
    qDeleteAll(std::exchange(m_connections, {}));
}

QAbstractSocket::SocketError HttpServer::open(const QHostAddress &address, quint16 port)
{
    auto door = std::make_unique<Door>(*this);
    if (!door->listen(address, port))
        return door->serverError();
    bind(door.release()); // becomes its parent
    return QAbstractSocket::UnknownSocketError;
}

quint16 HttpServer::port() const
{
    const QList<QTcpServer *> doors = servers();
    return doors.isEmpty() ? 0 : doors.constFirst()->serverPort();
}

void HttpServer::close()
{
    qDeleteAll(servers());
}

Connection *HttpServer::admit(qintptr descriptor)
{
    makeRoom();
    auto *connection = new Connection(descriptor, *this);
    connect(connection, &Connection::gone, this, &HttpServer::forget);
    m_connections.append(connection);
    if (!m_sweeper.isActive())
        m_sweeper.start();
    return connection;
}

/// A cap that turned newcomers away would let whoever holds all places shut everybody out: the
/// one that has kept its place for the longest without using it goes instead.
void HttpServer::makeRoom()
{
    const auto stalest = [this](auto mayGo) {
        Connection *found = nullptr;
        for (Connection *connection : std::as_const(m_connections)) {
            if (mayGo(*connection) && (!found || connection->age() > found->age()))
                found = connection;
        }
        return found;
    };
    const auto unfinished = std::count_if(m_connections.begin(), m_connections.end(),
                                          [](Connection *one) { return one->isUnfinished(); });
    Connection *leaver = nullptr;
    if (m_connections.size() >= m_limits.connections)
        leaver = stalest([](const Connection &one) { return one.isWaiting(); });
    else if (unfinished >= m_limits.unfinishedHeads)
        leaver = stalest([this](const Connection &one) {
            return one.isUnfinished() && one.age() >= m_limits.headGrace;
        });
    if (leaver)
        leaver->drop();
}

void HttpServer::forget(Connection *connection)
{
    m_connections.removeOne(connection);
    if (m_connections.isEmpty())
        m_sweeper.stop();
}

void HttpServer::sweep()
{
    const QList<Connection *> connections = m_connections; // sweeping removes some
    for (Connection *connection : connections)
        connection->sweep();
}

void HttpServer::pass(Connection &connection, const QByteArray &request)
{
    m_passing = &connection;
    connection.requestSocket()->offer(request); // QHttpServer reads it and calls handleRequest()
    if (std::exchange(m_passing, nullptr))
        connection.refuse({400, "The request cannot be read."});
}

bool HttpServer::handleRequest(const QHttpServerRequest &request, HandlerEnd)
{
    Connection *connection = std::exchange(m_passing, nullptr);
    Q_ASSERT(connection);
    m_handler.handle(
        {.head = connection->head(),
         .body = request.body(),
         .context = connection,
         .peer = [connection] { return connection->peer(); },
         .answer = [connection](const Answer &answer) { connection->answer(answer); }});
    return true;
}

void HttpServer::missingHandler(const QHttpServerRequest &, MissingHandlerEnd)
{
    // handleRequest() takes every request.
}

} // namespace headway
