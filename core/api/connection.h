#pragma once

#include "core/api/answer.h"
#include "core/api/clientsocket.h"
#include "core/api/eviction.h"
#include "core/api/requesthandler.h"
#include "core/api/requesthead.h"
#include "core/api/requestsocket.h"
#include "core/api/streamsink.h"
#include "core/base/ids.h"
#include "core/model/peer.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QPointer>

#include <memory>
#include <optional>

namespace headway {

class HttpServer;

/// One client. Reads request after request from its socket, checks each head and has it handled
/// only when the request before it has been answered: through QHttpServer a POST, PUT or DELETE
/// that has a body, and past it whatever else. What is wrong is answered here, and the connection
/// closed. A body is read when the handler has use for it and there is room; otherwise it is thrown
/// away, or the connection closed.
/// Until an answer is written, the socket's buffer is full: it reads no further, so that a client
/// which has closed its sending half is not taken for one that has gone. On a stream nothing is
/// left to ask, and one that closes its sending half has gone; so has one that is watched, or does
/// it on an encrypted connection.
class Connection final : public StreamSink
{
    Q_OBJECT

public:
    /// Takes over @p descriptor. @p server is borrowed and outlives this.
    Connection(qintptr descriptor, HttpServer &server);
    ~Connection() override;

    /// What QHttpServer reads from; its own.
    RequestSocket *requestSocket() const { return m_requestSocket; }
    /// Of the request that is being handled.
    const RequestHead &head() const { return m_head; }
    /// Who asks; when a proxy passes the request on, who asks the proxy.
    Peer peer() const;
    /// The request that is being handled turned out to be @p account's.
    void belongTo(AccountId account);
    /// Whose the last request was, if anybody's.
    std::optional<AccountId> account() const { return m_account; }

    /// Until it is answered, a client that closes its sending half has gone; unless it has sent
    /// more.
    void watchClient();
    /// Answers the request that is being handled: exactly once for each.
    void answer(const Answer &answer);
    /// Answers in the place of whoever should have, and closes.
    void refuse(const Refusal &refusal);
    /// There may be room for the body that waits for it.
    void retryBody();
    /// Ends a client that has used up its time.
    void sweep();
    /// Ends the connection without a word.
    void drop();

    // Once the answer to the request was a stream.
    void write(const QByteArray &bytes) override;
    qint64 backlog() const override;
    void finish() override;

    /// It has sent no request yet, or a part of one's head.
    bool isUnfinished() const { return m_state == State::Head && (m_isFirst || m_scanned > 0); }
    /// Nobody is at work on it.
    bool isWaiting() const { return use() == Place::Use::Waiting; }
    /// What would be lost with it at @p now; nothing that may be while it is younger than @p grace.
    Place place(const QElapsedTimer &now, std::chrono::milliseconds grace) const;

Q_SIGNALS:
    void gone(headway::Connection *connection);

private:
    enum class State {
        Head, ///< of the next request
        Room, ///< for the body is what it waits for
        Body,
        Handled, ///< by the RequestHandler
        Answered, ///< the answer is being sent
        Streaming, ///< an answer without an end is being sent
        Lingering, ///< the last answer has been sent; what still comes is thrown away
        Gone
    };

    Place::Use use() const;
    const Peer &neighbour() const;
    bool isProxied() const;
    bool isSecure() const;
    void enter(State state);
    void readOn();
    void beginHead();
    bool readHead();
    void acceptHead(RequestHead head, const QByteArray &bytes);
    void expectBody();
    bool readBody();
    QString bodyHolder() const;
    bool takeRoom();
    void giveRoomBack();
    void send(const Answer &answer);
    void put(const QByteArray &bytes);
    void begin(const Answer &stream);
    void finishSending();

    HttpServer &m_server;
    const std::unique_ptr<ClientSocket> m_socket;
    QPointer<RequestSocket> m_requestSocket;
    mutable std::optional<Peer> m_neighbour; ///< at the other end, once it has been looked up
    std::optional<AccountId> m_account;
    std::unique_ptr<QObject> m_stream; ///< writes while State::Streaming
    State m_state = State::Head;
    RequestHead m_head;
    TakeBody m_takeBody; ///< goes on with the request that has come but for its body
    qint64 m_bodyLeft = 0; ///< so many bytes of the request's body have not been taken yet
    QString m_roomHolder; ///< of the room that the body has got
    qint64 m_room = 0; ///< bytes of it
    qsizetype m_scanned = 0; ///< so much of the next head has been looked at
    bool m_isFirst = true;
    bool m_isReading = false; ///< readOn() is at work
    bool m_closes = false; ///< after the answer that is being sent
    bool m_mayHearMore = false; ///< the client may still be sending when it has got its last answer
    QDeadlineTimer m_deadline;
    QElapsedTimer m_since; ///< when it came, or came into its state, or its next head began
};

} // namespace headway
