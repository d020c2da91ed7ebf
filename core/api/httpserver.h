#pragma once

#include "core/api/bodyroom.h"
#include "core/api/entrance.h"
#include "core/api/httplimits.h"
#include "core/api/httpserverversion.h"
#include "core/api/requesthandler.h"
#ifdef Q_OS_LINUX
#    include "core/api/socketpoll.h"
#endif

#include <QHostAddress>
#include <QTimer>

#include <memory>

namespace headway {

class ClientSocket;
class Connection;

/// An HTTP server that lets nothing near QHttpServer but checked requests, each connection's one
/// after the other. Their bodies go past it: it would keep each until the connection's next
/// request. Lives in one thread, which needs an event loop.
class HttpServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    /// @p handler is borrowed and outlives this.
    explicit HttpServer(RequestHandler &handler, const HttpLimits &limits = {},
                        const Entrance &entrance = {});
    ~HttpServer() override;

    /// Listens, beside what it listens on already. @p port 0 is any free one.
    /// @return the error; QAbstractSocket::UnknownSocketError for none
    QAbstractSocket::SocketError open(const QHostAddress &address, quint16 port);
    /// Of the first address that was opened; 0 before.
    quint16 port() const;
    /// Stops listening everywhere. Connections stay.
    void close();

    const HttpLimits &limits() const { return m_limits; }
    const Entrance &entrance() const { return m_entrance; }
    RequestHandler &handler() const { return m_handler; }
    qsizetype connectionCount() const { return m_connections.size(); }

    /// For a Connection: what it reads from and writes to. Takes over @p descriptor.
    std::unique_ptr<ClientSocket> socketOf(qintptr descriptor);
    /// For the Door: takes a new client in.
    Connection *admit(qintptr descriptor);
    /// For the Door, when there is no descriptor left for a newcomer: ends a connection that nobody
    /// is at work on. @return whether there was one
    bool giveUpOne();
    /// For a Connection, when it has come to belong to @p account.
    void limit(AccountId account);
    /// For a Connection: hands its request, of which @p head is all that QHttpServer has to see, to
    /// QHttpServer. @return what takes the body, if anything does
    TakeBody pass(Connection &connection, const QByteArray &head);
    /// The same past QHttpServer, which would find out nothing: the head has been read.
    TakeBody hand(Connection &connection);
    /// For a Connection, before it reads a body. @return whether there is room for one; when there
    /// is not, it is told by retryBody() when there may be
    bool takeRoom(const QString &holder, qint64 bytes);
    void giveRoomBack(const QString &holder, qint64 bytes);

protected:
    bool handleRequest(const QHttpServerRequest &request, HandlerEnd end) override;
    void missingHandler(const QHttpServerRequest &request, MissingHandlerEnd end) override;

private:
    void makeRoom();
    template <typename Predicate>
    void keepBelow(qsizetype count, Predicate isCounted, std::chrono::milliseconds grace = {});
    void forget(Connection *connection);
    void sweep();
    void retryBodies();

    RequestHandler &m_handler;
    const HttpLimits m_limits;
    const Entrance m_entrance;
#ifdef Q_OS_LINUX
    SocketPoll m_poll;
#endif
    QList<Connection *> m_connections; ///< oldest first
    Connection *m_passing = nullptr; ///< whose request QHttpServer reads just now
    TakeBody m_takeBody; ///< of the request that QHttpServer has just read
    BodyRoom m_room;
    bool m_isRoomWanted = false; ///< somebody waits for it
    QTimer m_sweeper; ///< runs while there are connections
};

} // namespace headway
