#include "core/api/connection.h"

#include "core/api/forwarded.h"
#include "core/api/httpserver.h"

#include <QHostAddress>

namespace headway {

namespace {

/// All that QHttpServer has to see of the head in @p bytes: the method. It reads byte by byte and
/// keeps what it has read; where the request goes is told by the route table.
QByteArray outlineOf(const QByteArray &bytes)
{
    const qsizetype begin = bytes.startsWith("\r\n") ? 2 : 0;
    const qsizetype end = bytes.indexOf(' ', begin);
    return bytes.sliced(begin, end - begin) + " / HTTP/1.1\r\n\r\n";
}

/// Whether a request with this head has nothing to gain from QHttpServer. One without a body has
/// been read; and reports of progress come by the thousand, each with a few words for a body.
bool goesPast(const RequestHead &head)
{
    return head.contentLength == 0 || head.method == Method::Patch;
}

} // namespace

Connection::Connection(qintptr descriptor, HttpServer &server)
    : m_server(server)
    , m_socket(server.socketOf(descriptor))
    , m_requestSocket(new RequestSocket(m_socket->peerAddress()))
{
    connect(m_socket.get(), &ClientSocket::bytesCame, this, &Connection::readOn);
    connect(m_socket.get(), &ClientSocket::bytesSent, this, &Connection::finishSending);
    connect(m_socket.get(), &ClientSocket::lost, this, &Connection::drop);
    m_socket->allowReading(m_server.limits().head);
    enter(State::Head);
    if (m_socket->isEncrypted())
        beginHead(); // its time is for the handshake as well
}

Connection::~Connection()
{
    giveRoomBack();
    m_stream.reset(); // while there is something to write to
    m_socket->disconnect(this);
    if (m_requestSocket)
        m_requestSocket->leave();
}

Peer Connection::peer() const
{
    const QString client = isProxied() ? forwardedFor(m_head) : QString();
    return client.isEmpty() ? neighbour() : Peer{.user = {}, .address = client};
}

const Peer &Connection::neighbour() const
{
    // At times there is no descriptor left to ask with.
    if (!m_neighbour || (!m_neighbour->user && m_socket->peerAddress().isLoopback())) {
        m_neighbour = Peer{.user = userOfPeer(m_socket->descriptor()),
                           .address = plainText(m_socket->peerAddress())};
    }
    return *m_neighbour;
}

bool Connection::isProxied() const
{
    const QHostAddress &proxy = m_server.entrance().proxy;
    return !proxy.isNull()
        && m_socket->peerAddress().isEqual(proxy, QHostAddress::ConvertV4MappedToIPv4);
}

bool Connection::isSecure() const
{
    return m_socket->isEncrypted() || (isProxied() && isForwardedSecurely(m_head));
}

void Connection::belongTo(AccountId account)
{
    if (m_account == account)
        return;
    m_account = account;
    m_server.limit(account);
}

Place Connection::place(const QElapsedTimer &now, std::chrono::milliseconds grace) const
{
    const std::chrono::milliseconds age(m_since.msecsTo(now));
    return {.holder = m_account ? QString::number(m_account->rowId()) : neighbour().toString(),
            .use = age < grace ? Place::Use::Fresh : use(),
            .age = age};
}

Place::Use Connection::use() const
{
    switch (m_state) {
    case State::Handled:
        return m_head.method == Method::Get ? Place::Use::Held : Place::Use::Working;
    case State::Answered:
    case State::Streaming:
        return Place::Use::Held;
    case State::Head:
    case State::Room:
    case State::Body:
    case State::Lingering:
    case State::Gone:
        break;
    }
    return Place::Use::Waiting;
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
    case State::Room:
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
    if (m_state == State::Head || m_state == State::Lingering)
        m_socket->allowReading(m_server.limits().head);
    bool hasMore = true;
    while (hasMore) {
        if (m_state == State::Head)
            hasMore = readHead();
        else if (m_state == State::Room || m_state == State::Body)
            hasMore = readBody();
        else
            hasMore = false;
    }
    m_isReading = false;
    if (m_state == State::Lingering || m_state == State::Streaming)
        m_socket->skip(m_socket->bytesAvailable());
}

/// A newcomer's age is counted from when it came: no first byte puts it behind those who came
/// later.
void Connection::beginHead()
{
    if (!m_isFirst)
        m_since.start();
    m_deadline = QDeadlineTimer(m_server.limits().headTime);
}

/// @return whether there may be more to do at once
bool Connection::readHead()
{
    const HttpLimits &limits = m_server.limits();
    const QByteArray bytes =
        m_socket->peek(qMin<qint64>(m_socket->bytesAvailable(), limits.head + 1));
    if (bytes.isEmpty())
        return false;
    if (m_scanned == 0 && !(m_socket->isEncrypted() && m_isFirst))
        beginHead();
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
        acceptHead(std::move(*head), bytes);
        return true;
    }
    return false;
}

void Connection::acceptHead(RequestHead head, const QByteArray &bytes)
{
    m_head = std::move(head);
    m_scanned = 0;
    m_isFirst = false;
    if (const auto foreign =
            refusalOfForeign(m_head, m_socket->localPort(), m_server.entrance().site, isProxied()))
        return refuse(*foreign);
    if (m_head.contentLength > 0 && m_head.contentLength > m_server.handler().bodyLimit(m_head))
        return refuse({413, "The body of the request is too large."});
    m_socket->skip(m_head.size - 1);
    m_bodyLeft = m_head.contentLength;
    m_socket->stopReading();
    enter(State::Handled);
    m_takeBody = goesPast(m_head) ? m_server.hand(*this) : m_server.pass(*this, outlineOf(bytes));
    if (m_state != State::Handled)
        m_takeBody = {};
    else if (m_takeBody && m_bodyLeft == 0)
        std::exchange(m_takeBody, {})({});
    else if (m_takeBody)
        enter(State::Room);
}

void Connection::retryBody()
{
    if (m_state == State::Room)
        readOn();
}

/// From whom the room for a body is taken. What a proxy passes on is its clients'.
QString Connection::bodyHolder() const
{
    return m_account ? QString::number(m_account->rowId()) : peer().toString();
}

void Connection::expectBody()
{
    enter(State::Body);
    m_socket->skip(1); // what stopReading() has kept
    m_socket->allowReading(m_bodyLeft);
    if (m_head.expectsContinue && m_socket->bytesAvailable() < m_bodyLeft)
        m_socket->send("HTTP/1.1 100 Continue\r\n\r\n");
}

/// @return whether there may be more to do at once
bool Connection::readBody()
{
    if (m_state == State::Room) {
        if (!takeRoom())
            return false;
        expectBody();
    }
    if (m_socket->bytesAvailable() < m_bodyLeft) {
        m_socket->acknowledge();
        return false;
    }
    const QByteArray body = m_socket->takeButLast(std::exchange(m_bodyLeft, 0));
    m_socket->stopReading();
    enter(State::Handled);
    std::exchange(m_takeBody, {})(body);
    return true;
}

bool Connection::takeRoom()
{
    if (m_bodyLeft <= m_server.limits().smallBody)
        return true;
    m_roomHolder = bodyHolder();
    if (!m_server.takeRoom(m_roomHolder, m_bodyLeft))
        return false;
    m_room = m_bodyLeft;
    return true;
}

void Connection::giveRoomBack()
{
    if (const qint64 bytes = std::exchange(m_room, 0))
        m_server.giveRoomBack(m_roomHolder, bytes);
}

/// With room for one byte the socket reads on, and meets the end.
void Connection::watchClient()
{
    m_socket->allowReading(1);
}

void Connection::answer(const Answer &answer)
{
    if (m_state == State::Gone)
        return;
    Q_ASSERT(m_state == State::Handled);
    m_closes = !m_head.keepAlive || m_socket->unread() < m_bodyLeft;
    m_mayHearMore = m_socket->unread() != m_bodyLeft;
    send(answer);
}

void Connection::refuse(const Refusal &refusal)
{
    m_closes = true;
    m_mayHearMore = true;
    m_takeBody = {};
    send(m_server.handler().refusal(refusal, m_head.path));
}

void Connection::send(const Answer &answer)
{
    const bool isHead = m_head.method == Method::Head;
    const bool isStream = answer.stream && !isHead;
    m_closes = m_closes || isStream;
    giveRoomBack();
    enter(isStream ? State::Streaming : State::Answered);
    put(toBytes(answer,
                {.isHead = isHead,
                 .isHttp10 = m_head.isHttp10,
                 .closes = m_closes,
                 .isSecure = isSecure()}));
    if (m_state == State::Streaming)
        begin(answer);
    else
        finishSending();
}

void Connection::put(const QByteArray &bytes)
{
    if (m_socket->send(bytes))
        finishSending();
}

void Connection::begin(const Answer &stream)
{
    m_socket->skip(m_socket->bytesAvailable());
    m_mayHearMore = false;
    m_socket->allowReading(m_server.limits().head);
    m_stream = stream.stream(*this);
}

qint64 Connection::backlog() const
{
    return m_socket->backlog();
}

void Connection::write(const QByteArray &bytes)
{
    if (m_state != State::Streaming)
        return;
    put(bytes);
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
    if (backlog() > 0) {
        m_deadline = QDeadlineTimer(m_server.limits().idleTime); // it is being read
        return;
    }
    if (m_closes) {
        enter(State::Lingering);
        m_socket->endSending(m_mayHearMore);
    } else {
        m_socket->skip(1 + m_bodyLeft);
        m_head = {};
        enter(State::Head);
    }
    if (m_isReading || m_socket->bytesAvailable() == 0)
        m_socket->allowReading(m_server.limits().head);
    else // the end of what comes must not overtake what has come
        QMetaObject::invokeMethod(this, &Connection::readOn, Qt::QueuedConnection);
}

void Connection::sweep()
{
    if (!m_deadline.hasExpired())
        return;
    if (m_state == State::Lingering && std::exchange(m_mayHearMore, false)
        && m_socket->isEncrypted()) {
        enter(State::Lingering);
        return m_socket->endSending(m_mayHearMore);
    }
    const bool hasBegun = m_state == State::Body || (m_state == State::Head && m_scanned > 0);
    if (m_state == State::Room)
        refuse({429, "There is no room for so many bodies at once."});
    else if (hasBegun)
        refuse({408, "The request took too long to arrive."});
    else
        drop();
}

void Connection::drop()
{
    if (m_state == State::Gone)
        return;
    enter(State::Gone);
    giveRoomBack();
    m_takeBody = {};
    m_socket->abort();
    Q_EMIT gone(this);
    deleteLater();
}

} // namespace headway
