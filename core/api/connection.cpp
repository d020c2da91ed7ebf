#include "core/api/connection.h"

#include "core/api/httpserver.h"
#include "core/api/samesite.h"

#include <QHostAddress>

#ifdef Q_OS_WIN
#    include <winsock2.h>
#else
#    include <sys/socket.h>
#endif

namespace headway {

namespace {

/// Tells the client that nothing more comes; what it still sends can be read.
void closeSendingHalf(qintptr descriptor)
{
#ifdef Q_OS_WIN
    ::shutdown(static_cast<SOCKET>(descriptor), SD_SEND);
#else
    ::shutdown(static_cast<int>(descriptor), SHUT_WR);
#endif
}

} // namespace

Connection::Connection(qintptr descriptor, HttpServer &server)
    : m_server(server)
    , m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->setSocketDescriptor(descriptor);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_requestSocket = new RequestSocket(m_socket->peerAddress());
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Connection::readOn);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Connection::finishSending);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &Connection::drop);
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Connection::drop);
    allowReading(m_server.limits().head);
    enter(State::Head);
}

Connection::~Connection()
{
    m_stream.reset(); // while there is something to write to
    m_socket->disconnect(this);
    if (m_requestSocket)
        m_requestSocket->leave();
}

const Peer &Connection::peer()
{
    if (!m_peer) {
        m_peer = Peer{.user = userOfPeer(m_socket->socketDescriptor()),
                      .address = m_socket->peerAddress().toString()};
    }
    return *m_peer;
}

void Connection::allowReading(qint64 bytes)
{
    m_socket->setReadBufferSize(bytes + 1); // one more shows that it was too much
}

void Connection::enter(State state)
{
    const HttpLimits &limits = m_server.limits();
    m_state = state;
    m_since.start();
    switch (state) {
    case State::Head:
    case State::Answered:
        m_deadline = QDeadlineTimer(limits.idleTime);
        break;
    case State::Body:
        m_deadline = QDeadlineTimer(limits.bodyTime);
        break;
    case State::Lingering:
        m_deadline = QDeadlineTimer(limits.lingerTime);
        break;
    case State::Handled:
    case State::Streaming:
    case State::Gone:
        m_deadline = QDeadlineTimer(QDeadlineTimer::Forever);
        break;
    }
}

void Connection::readOn()
{
    if (m_isReading)
        return;
    m_isReading = true;
    bool hasMore = true;
    while (hasMore) {
        if (m_state == State::Head)
            hasMore = readHead();
        else if (m_state == State::Body)
            hasMore = readBody();
        else
            hasMore = false;
    }
    m_isReading = false;
    if (m_state == State::Lingering || m_state == State::Streaming)
        m_socket->skip(m_socket->bytesAvailable());
}

/// @return whether there may be more to do at once
bool Connection::readHead()
{
    const HttpLimits &limits = m_server.limits();
    const QByteArray bytes = m_socket->peek(limits.head + 1);
    if (bytes.isEmpty())
        return false;
    if (m_scanned == 0)
        m_deadline = QDeadlineTimer(limits.headTime);
    // Only a line's end, or too much without one, can change the verdict.
    const bool isNews = bytes.indexOf('\n', m_scanned) >= 0 || bytes.size() > limits.head
        || (bytes.size() > limits.requestLine && !bytes.contains('\n'));
    m_scanned = bytes.size();
    if (!isNews)
        return false;
    HeadVerdict verdict = readRequestHead(bytes, limits);
    if (const auto *refusal = std::get_if<Refusal>(&verdict)) {
        m_head = {};
        refuse(*refusal);
    } else if (auto *head = std::get_if<RequestHead>(&verdict)) {
        acceptHead(std::move(*head));
    }
    return m_state == State::Body;
}

void Connection::acceptHead(RequestHead head)
{
    m_head = std::move(head);
    m_scanned = 0;
    m_isFirst = false;
    if (const auto foreign = refusalOfForeign(m_head, m_socket->localPort()))
        return refuse(*foreign);
    if (m_head.contentLength > m_server.handler().bodyLimit(m_head))
        return refuse({413, "The body of the request is too large."});
    enter(State::Body);
    const qint64 whole = m_head.size + m_head.contentLength;
    allowReading(whole);
    if (m_head.expectsContinue && m_socket->bytesAvailable() < whole) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        m_socket->flush();
    }
}

bool Connection::readBody()
{
    if (m_socket->bytesAvailable() < m_head.size + m_head.contentLength)
        return false;
    passOn();
    return true;
}

void Connection::passOn()
{
    const QByteArray request = m_socket->peek(m_head.size + m_head.contentLength);
    m_socket->setReadBufferSize(1); // full: nothing is read on
    enter(State::Handled);
    m_server.pass(*this, request);
}

void Connection::answer(const Answer &answer)
{
    if (m_state == State::Gone)
        return;
    Q_ASSERT(m_state == State::Handled);
    m_closes = !m_head.keepAlive;
    send(answer);
}

void Connection::refuse(const Refusal &refusal)
{
    m_closes = true;
    send(m_server.handler().refusal(refusal, m_head.path));
}

void Connection::send(const Answer &answer)
{
    const bool isHead = m_head.method == Method::Head;
    const bool isStream = answer.stream && !isHead;
    m_closes = m_closes || isStream;
    enter(isStream ? State::Streaming : State::Answered);
    m_socket->write(
        toBytes(answer, {.isHead = isHead, .isHttp10 = m_head.isHttp10, .closes = m_closes}));
    m_socket->flush();
    if (m_state == State::Streaming)
        begin(answer);
    else
        finishSending();
}

void Connection::begin(const Answer &stream)
{
    m_socket->skip(m_socket->bytesAvailable());
    allowReading(m_server.limits().head);
    m_stream = stream.stream(*this);
}

void Connection::write(const QByteArray &bytes)
{
    if (m_state != State::Streaming)
        return;
    m_socket->write(bytes);
    m_socket->flush();
    if (backlog() > m_server.limits().streamBacklog)
        drop();
}

void Connection::finish()
{
    if (m_state != State::Streaming)
        return;
    enter(State::Answered);
    finishSending();
}

void Connection::finishSending()
{
    if (m_state == State::Streaming && backlog() == 0)
        Q_EMIT drained();
    if (m_state != State::Answered)
        return;
    if (m_socket->bytesToWrite() > 0) {
        m_deadline = QDeadlineTimer(m_server.limits().idleTime); // it is being read
        return;
    }
    if (m_closes) {
        enter(State::Lingering);
        closeSendingHalf(m_socket->socketDescriptor());
    } else {
        m_socket->skip(m_head.size + m_head.contentLength);
        enter(State::Head);
    }
    allowReading(m_server.limits().head);
    if (!m_isReading && m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Connection::readOn, Qt::QueuedConnection);
}

void Connection::sweep()
{
    if (!m_deadline.hasExpired())
        return;
    const bool hasBegun = m_state == State::Body || (m_state == State::Head && m_scanned > 0);
    if (hasBegun)
        refuse({408, "The request took too long to arrive."});
    else
        drop();
}

void Connection::drop()
{
    if (m_state == State::Gone)
        return;
    enter(State::Gone);
    m_socket->abort();
    Q_EMIT gone(this);
    deleteLater();
}

} // namespace headway
