#include "core/api/httpserver.h"

#include "core/api/connection.h"
#include "core/api/door.h"
#include "core/api/qtclientsocket.h"
#include "core/api/requestsocket.h"
#ifdef Q_OS_LINUX
#    include "core/api/polledsocket.h"
#endif

#include <algorithm>
#include <functional>
#include <utility>

namespace headway {

HttpServer::HttpServer(RequestHandler &handler, const HttpLimits &limits, const Entrance &entrance)
    : m_handler(handler)
    , m_limits(limits)
    , m_entrance(entrance)
    , m_room(limits.bodies)
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
    if (!door->open(address, port))
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

std::unique_ptr<ClientSocket> HttpServer::socketOf(qintptr descriptor)
{
#ifdef Q_OS_LINUX
    if (!m_entrance.tls)
        return std::make_unique<PolledSocket>(descriptor, m_poll);
#endif
    return std::make_unique<QtClientSocket>(descriptor, m_entrance.tls);
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

void HttpServer::makeRoom()
{
    const auto isAny = [](const Connection &) { return true; };
    keepBelow(m_limits.connections, isAny);
    keepBelow(m_limits.unfinishedHeads, &Connection::isUnfinished, m_limits.headGrace);
}

void HttpServer::limit(AccountId account)
{
    const auto isItsOwn = [account](const Connection &one) { return one.account() == account; };
    keepBelow(m_limits.accountConnections + 1, isItsOwn);
}

bool HttpServer::giveUpOne()
{
    const qsizetype before = m_connections.size();
    const auto waiting = std::count_if(m_connections.cbegin(), m_connections.cend(),
                                       [](const Connection *one) { return one->isWaiting(); });
    keepBelow(waiting, &Connection::isWaiting, m_limits.headGrace);
    return m_connections.size() < before;
}

/// Ends as many of the connections that @p isCounted as it takes to have fewer than @p count; none
/// whose age is below @p grace.
template <typename Predicate>
void HttpServer::keepBelow(qsizetype count, Predicate isCounted, std::chrono::milliseconds grace)
{
    QList<Connection *> counted;
    std::copy_if(m_connections.cbegin(), m_connections.cend(), std::back_inserter(counted),
                 [&](const Connection *one) { return std::invoke(isCounted, *one); });
    if (counted.isEmpty() || counted.size() < count)
        return;
    QElapsedTimer now; // one for all: they are compared
    now.start();
    QList<Place> places;
    for (const Connection *one : std::as_const(counted))
        places.append(one->place(now, grace));
    while (counted.size() >= count) {
        const std::optional<qsizetype> leaver = placeToGiveUp(places);
        if (!leaver)
            return;
        places.removeAt(*leaver);
        counted.takeAt(*leaver)->drop();
    }
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
    keepBelow(m_limits.unfinishedHeads + 1, &Connection::isUnfinished, m_limits.headGrace);
}

TakeBody HttpServer::pass(Connection &connection, const QByteArray &head)
{
    m_passing = &connection;
    connection.requestSocket()->offer(head); // QHttpServer reads it and calls handleRequest()
    if (std::exchange(m_passing, nullptr))
        connection.refuse({400, "The request cannot be read."});
    return std::exchange(m_takeBody, {});
}

bool HttpServer::takeRoom(const QString &holder, qint64 bytes)
{
    const bool isTaken = m_room.take(holder, bytes);
    m_isRoomWanted = m_isRoomWanted || !isTaken;
    return isTaken;
}

void HttpServer::giveRoomBack(const QString &holder, qint64 bytes)
{
    m_room.giveBack(holder, bytes);
    if (std::exchange(m_isRoomWanted, false)) // once for all that give back meanwhile
        QMetaObject::invokeMethod(this, &HttpServer::retryBodies, Qt::QueuedConnection);
}

void HttpServer::retryBodies()
{
    const QList<Connection *> connections = m_connections; // going on may remove some
    for (Connection *connection : connections)
        connection->retryBody();
}

bool HttpServer::handleRequest(const QHttpServerRequest &, HandlerEnd)
{
    Connection *connection = std::exchange(m_passing, nullptr);
    Q_ASSERT(connection);
    m_takeBody = hand(*connection);
    return true;
}

TakeBody HttpServer::hand(Connection &connection)
{
    return m_handler.handle(
        {.head = connection.head(),
         .context = &connection,
         .connections = m_connections.size(),
         .peer = [&connection] { return connection.peer(); },
         .signedIn = [&connection](AccountId account) { connection.belongTo(account); },
         .watchClient = [&connection] { connection.watchClient(); },
         .answer = [&connection](const Answer &answer) { connection.answer(answer); }});
}

void HttpServer::missingHandler(const QHttpServerRequest &, MissingHandlerEnd)
{
    // handleRequest() takes every request.
}

} // namespace headway
