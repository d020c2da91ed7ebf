#pragma once

#include "tests/support/httpanswer.h"

#include <QList>
#include <QTcpSocket>

namespace headway::test {

/// One block of an event stream that has data.
struct StreamEvent
{
    QByteArray name;
    quint64 id = 0;
    QByteArray data;

    friend bool operator==(const StreamEvent &, const StreamEvent &) = default;
};

/// A listener to `/api/v1/events`. What it says to the server, and what it takes from it, is up to
/// the test; its waiting runs the event loop.
class EventClient
{
public:
    /// Connects. @p receiveBuffer is what the system holds for it, in bytes; 0: as it likes.
    explicit EventClient(quint16 port, int receiveBuffer = 0);

    /// Asks for the stream; @p fields with their line ends.
    void listen(const QByteArray &fields, const QByteArray &method = "GET");
    /// The same, and waits for the head of the answer and the first block.
    HttpAnswer begin(const QByteArray &fields);

    /// Takes nothing more from the system's buffer, until goOn().
    void stall();
    void goOn();
    /// Closes: with a reset, or so that the server can say what it has to say.
    void reset();
    void closeSendingHalf();

    void send(const QByteArray &bytes);

    /// What has come by now, to look at with QTRY_*.
    const QList<StreamEvent> &events() const { return m_events; }
    QList<quint64> ids() const;
    qsizetype comments() const { return m_comments; }
    /// The `id` of the last block, whether or not there was an event in it.
    QByteArray lastId() const { return m_lastId; }
    /// All the bytes behind the head that are not blocks yet.
    QByteArray rest() const { return m_received; }
    std::optional<HttpAnswer> answer() const { return m_answer; }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    void take();
    void takeBlock(const QByteArray &block);

    QTcpSocket m_socket;
    const quint16 m_port;
    bool m_isToHead = false;
    QByteArray m_received;
    std::optional<HttpAnswer> m_answer;
    QList<StreamEvent> m_events;
    QByteArray m_lastId;
    qsizetype m_comments = 0;
};

} // namespace headway::test
