#pragma once

#include "core/api/answer.h"
#include "core/api/requesthead.h"
#include "core/api/requestsocket.h"
#include "core/api/streamsink.h"
#include "core/model/peer.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QPointer>

#include <memory>
#include <optional>

namespace headway {

class HttpServer;

/// One client. Reads request after request from its socket, checks each and lets it through to
/// QHttpServer only when it is whole and the one before it has been answered; whatever is wrong is
/// answered here, and the connection closed. Until its answer is written, a request stays in the
/// socket's buffer, which is then full: Qt reads no further, so that a client which has closed its
/// sending half is not taken for one that has gone. On a stream nothing is left to ask, and one
/// that closes its sending half has gone.
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
    /// Looked up when it is first asked for.
    const Peer &peer();

    /// Answers the request that is being handled: exactly once for each.
    void answer(const Answer &answer);
    /// Answers in the place of whoever should have, and closes.
    void refuse(const Refusal &refusal);
    /// Ends a client that has used up its time.
    void sweep();
    /// Ends the connection without a word.
    void drop();

    // Once the answer to the request was a stream.
    void write(const QByteArray &bytes) override;
    qint64 backlog() const override { return m_socket->bytesToWrite(); }
    void finish() override;

    /// Nothing has come yet but a part of a first head.
    bool isUnfinished() const { return m_state == State::Head && m_isFirst; }
    /// Nobody is at work on it.
    bool isWaiting() const { return m_state == State::Head || m_state == State::Body; }
    std::chrono::milliseconds age() const { return std::chrono::milliseconds(m_since.elapsed()); }

Q_SIGNALS:
    void gone(headway::Connection *connection);

private:
    enum class State {
        Head, ///< of the next request
        Body,
        Handled, ///< by QHttpServer and what comes behind it
        Answered, ///< the answer is being sent
        Streaming, ///< an answer without an end is being sent
        Lingering, ///< the last answer has been sent; what still comes is thrown away
        Gone
    };

    void enter(State state);
    void readOn();
    bool readHead();
    void acceptHead(RequestHead head);
    bool readBody();
    void passOn();
    void send(const Answer &answer);
    void begin(const Answer &stream);
    void finishSending();
    void allowReading(qint64 bytes);

    HttpServer &m_server;
    const std::unique_ptr<QTcpSocket> m_socket;
    QPointer<RequestSocket> m_requestSocket;
    std::optional<Peer> m_peer; ///< once it has been looked up
    std::unique_ptr<QObject> m_stream; ///< writes while State::Streaming
    State m_state = State::Head;
    RequestHead m_head;
    qsizetype m_scanned = 0; ///< so much of the next head has been looked at
    bool m_isFirst = true;
    bool m_isReading = false; ///< readOn() is at work
    bool m_closes = false; ///< after the answer that is being sent
    QDeadlineTimer m_deadline;
    QElapsedTimer m_since; ///< when its state was entered
};

} // namespace headway
