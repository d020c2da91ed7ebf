#include "core/client/apiclient.h"
#include "core/client/changestream.h"
#include "core/wire/taskjson.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Connection: close\r\n\r\nretry: 100\n";

/// Says on its connections what the test tells it to, and keeps what it was asked.
class Script : public QTcpServer
{
public:
    Script()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            m_socket = nextPendingConnection();
            connect(m_socket, &QTcpSocket::readyRead, this, [this] {
                m_requests.append(m_socket->readAll());
                if (m_answers.isEmpty())
                    return;
                m_socket->write(m_answers.size() > 1 ? m_answers.takeFirst()
                                                     : m_answers.constFirst());
                if (m_closes)
                    m_socket->disconnectFromHost();
            });
        });
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }
    /// To one request each; the last to all that follow.
    void answerWith(const QByteArrayList &answers) { m_answers = answers; }
    void keepOpen() { m_closes = false; }
    void say(const QByteArray &bytes) { m_socket->write(bytes); }
    void hangUp() { m_socket->disconnectFromHost(); }

    QByteArrayList requests() const { return m_requests; }
    /// The Last-Event-ID of each request; empty: none.
    QByteArrayList ids() const
    {
        QByteArrayList ids;
        const QByteArray name = "\r\nlast-event-id: ";
        for (const QByteArray &request : m_requests) {
            const qsizetype at = request.toLower().indexOf(name);
            ids.append(at < 0 ? QByteArray() : request.mid(at + name.size()).split('\r').first());
        }
        return ids;
    }

private:
    QPointer<QTcpSocket> m_socket;
    QByteArrayList m_answers;
    QByteArrayList m_requests;
    bool m_closes = true;
};

Task someTask(quint64 revision)
{
    Task task;
    task.id = TaskId::make();
    task.name = u"n"_s;
    task.ownerEmail = u"owner@example.org"_s;
    task.createdAt = QDateTime(QDate(2026, 11, 23), QTime(9, 15), Qt::UTC);
    task.revision = revision;
    return task;
}

QByteArray eventOf(const Task &task)
{
    return "event: task\nid: " + QByteArray::number(task.revision) + "\ndata: " + wire::toJson(task)
        + "\n\n";
}

QByteArray deletionOf(TaskId id, quint64 revision)
{
    return "event: deleted\nid: " + QByteArray::number(revision)
        + "\ndata: " + wire::deletedTaskJson(id) + "\n\n";
}

/// A stream, and all that it tells, in words.
class Listener
{
public:
    explicit Listener(const QUrl &url, Credential credential = {})
        : m_client(url, std::move(credential))
        , m_stream(m_client)
    {
        const auto listen = [this](auto signal, auto slot) {
            QObject::connect(&m_stream, signal, &m_stream, slot);
        };
        listen(&ChangeStream::changed, [this](const TaskChanges &changes) {
            QStringList words;
            for (const Task &task : changes.changed)
                words.append(u"task %1"_s.arg(task.revision));
            for (const DeletedTask &task : changes.deleted)
                words.append(u"deleted %1"_s.arg(task.revision));
            m_told.append(words.join(u", "_s));
        });
        listen(&ChangeStream::outdated, [this] { m_told.append(u"outdated"_s); });
        listen(&ChangeStream::resumed, [this] { m_told.append(u"resumed"_s); });
        listen(&ChangeStream::refused, [this] { m_told.append(u"refused"_s); });
        listen(&ChangeStream::interrupted, [this](const Error &why) {
            m_told.append(u"interrupted"_s);
            m_why = why;
        });
    }

    QStringList told() const { return m_told; }
    Error why() const { return m_why; }

private:
    ApiClient m_client;
    ChangeStream m_stream;
    QStringList m_told;
    Error m_why;
};

} // namespace

/// How the changes at a service are listened to, whatever the service does.
class ChangeStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreTold();
    void taskIsInOneBatchOnce();
    void goesOnWhereItWas();
    void goesOnAfterAPlace();
    void halfAnEventIsNone();
    void resetMeansToListAnew();
    void endedCredentialIsTheEnd();
    void otherListenerIsSentNothing();
    void nobodyThereIsTriedAgain();
    void strangeAnswerIsNoStream_data();
    void strangeAnswerIsNoStream();
    void brokenEventIsNotFollowed_data();
    void brokenEventIsNotFollowed();
    void eventOfAnotherKindIsPassedOver();
    void floodIsNotKept();
};

void ChangeStreamTest::changesAreTold()
{
    Script server;
    server.keepOpen();
    server.answerWith({head + QByteArray("id: 3\n\n")});
    Listener listener(server.url(), {Credential::Kind::Bearer, "secret"});
    QTRY_COMPARE(listener.told(), QStringList{u"outdated"_s});
    QVERIFY(server.requests().constFirst().startsWith("GET /api/v1/events HTTP/1.1\r\n"));
    QVERIFY(server.requests().constFirst().contains("\r\nAuthorization: Bearer secret\r\n"));
    QCOMPARE(server.ids(), QByteArrayList{""});
    server.say(eventOf(someTask(4)));
    QTRY_COMPARE(listener.told(), (QStringList{u"outdated"_s, u"task 4"_s}));
    server.say(":\n\n" + deletionOf(TaskId::make(), 5) + eventOf(someTask(6)));
    QTRY_COMPARE(listener.told().mid(2), QStringList{u"task 6, deleted 5"_s});
}

void ChangeStreamTest::taskIsInOneBatchOnce()
{
    Script server;
    server.keepOpen();
    Task task = someTask(4);
    QByteArray events = eventOf(task);
    task.revision = 5;
    events += eventOf(task) + eventOf(someTask(6)) + deletionOf(task.id, 7);
    server.answerWith({head + QByteArray("id: 3\n\n") + events});
    Listener listener(server.url());
    QTRY_COMPARE(listener.told(),
                 (QStringList{u"outdated"_s, u"task 4"_s, u"task 5, task 6"_s, u"deleted 7"_s}));
}

void ChangeStreamTest::goesOnWhereItWas()
{
    Script server;
    server.answerWith({head + QByteArray("id: 3\n\n") + eventOf(someTask(4)),
                       head + eventOf(someTask(9)), head + QByteArray("id: 9\n\n")});
    Listener listener(server.url());
    QTRY_VERIFY(server.requests().size() >= 4);
    QCOMPARE(server.ids().first(4), (QByteArrayList{"", "4", "9", "9"}));
    QCOMPARE(listener.told().first(6),
             (QStringList{u"outdated"_s, u"task 4"_s, u"interrupted"_s, u"resumed"_s, u"task 9"_s,
                          u"interrupted"_s}));
    QCOMPARE(listener.why().code, ErrorCode::Unreachable);
}

void ChangeStreamTest::goesOnAfterAPlace()
{
    Script server;
    server.answerWith({head + QByteArray("id: 3\n\n"), head + QByteArray("id: 12\n\n")});
    Listener listener(server.url());
    QTRY_VERIFY(server.requests().size() >= 3);
    QCOMPARE(server.ids().first(3), (QByteArrayList{"", "3", "12"}));
    QCOMPARE(listener.told().count(u"outdated"_s), 1);
}

void ChangeStreamTest::halfAnEventIsNone()
{
    Script server;
    const QByteArray event = eventOf(someTask(4));
    server.answerWith({head + QByteArray("id: 3\n\n") + event.chopped(1), head + event});
    Listener listener(server.url());
    QTRY_VERIFY(listener.told().contains(u"task 4"_s));
    QCOMPARE(server.ids().first(2), (QByteArrayList{"", "3"}));
    QCOMPARE(listener.told().count(u"task 4"_s), 1);
}

void ChangeStreamTest::resetMeansToListAnew()
{
    Script server;
    server.keepOpen();
    server.answerWith(
        {head + QByteArray("id: 30\n\n"), head + QByteArray("event: reset\nid: 2\ndata: {}\n\n")});
    Listener listener(server.url());
    QTRY_COMPARE(listener.told(), QStringList{u"outdated"_s});
    server.hangUp();
    QTRY_COMPARE(listener.told().mid(1),
                 (QStringList{u"interrupted"_s, u"resumed"_s, u"outdated"_s}));
    server.say(eventOf(someTask(3)));
    QTRY_COMPARE(listener.told().constLast(), u"task 3"_s);
    server.hangUp();
    QTRY_COMPARE(server.ids(), (QByteArrayList{"", "30", "3"}));
}

void ChangeStreamTest::endedCredentialIsTheEnd()
{
    Script server;
    server.answerWith({head + QByteArray("id: 3\n\n"),
                       "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}"});
    Listener listener(server.url());
    QTRY_COMPARE(listener.told(), (QStringList{u"outdated"_s, u"interrupted"_s, u"refused"_s}));
    QCOMPARE(server.requests().size(), 2);
}

void ChangeStreamTest::otherListenerIsSentNothing()
{
    Script server;
    const auto nobody = OsUserId(~0U - 1);
    Listener listener(server.url(), {Credential::Kind::Bearer, "secret", nobody});
    QTRY_COMPARE(listener.told(), QStringList{u"interrupted"_s});
    QCOMPARE(listener.why().code, ErrorCode::Unreachable);
    QVERIFY(server.requests().isEmpty());
}

void ChangeStreamTest::nobodyThereIsTriedAgain()
{
    Script server;
    server.answerWith({head + QByteArray("id: 3\n\n")});
    const quint16 port = server.serverPort();
    const QUrl url = server.url();
    server.close();
    Listener listener(url);
    QTRY_COMPARE(listener.told(), QStringList{u"interrupted"_s});
    QCOMPARE(listener.why().code, ErrorCode::Unreachable);
    QVERIFY(server.listen(QHostAddress::LocalHost, port));
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > 1, 10'000);
    QCOMPARE(listener.told().first(3),
             (QStringList{u"interrupted"_s, u"resumed"_s, u"outdated"_s}));
}

void ChangeStreamTest::strangeAnswerIsNoStream_data()
{
    QTest::addColumn<QByteArray>("answer");

    const QByteArray event = "retry: 100\nid: 3\n\n" + eventOf(someTask(4));
    QTest::newRow("a page") << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + event;
    QTest::newRow("no type") << "HTTP/1.1 200 OK\r\n\r\n" + event;
    QTest::newRow("another type") << "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream2\r\n\r\n"
            + event;
    QTest::newRow("created") << "HTTP/1.1 201 Created\r\nContent-Type: text/event-stream\r\n\r\n"
            + event;
    QTest::newRow("not found")
        << "HTTP/1.1 404 Not Found\r\nContent-Type: text/event-stream\r\n\r\n" + event;
    QTest::newRow("too many")
        << "HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/event-stream\r\n\r\n" + event;
    QTest::newRow("elsewhere") << "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
                                  "Content-Type: text/event-stream\r\n\r\n"
            + event;
    QTest::newRow("no answer") << QByteArray("hello\r\n\r\n");
    QTest::newRow("a large page") << "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            + QByteArray(3'000'000, 'x');
}

void ChangeStreamTest::strangeAnswerIsNoStream()
{
    QFETCH(QByteArray, answer);
    Script server;
    server.answerWith({answer});
    Listener listener(server.url());
    QTRY_COMPARE(listener.told(), QStringList{u"interrupted"_s});
    QVERIFY(!listener.why().detail.isEmpty());
}

void ChangeStreamTest::brokenEventIsNotFollowed_data()
{
    QTest::addColumn<QByteArray>("event");

    QTest::newRow("no JSON") << QByteArray("event: task\nid: 4\ndata: {\n\n");
    QTest::newRow("no task") << QByteArray("event: task\nid: 4\ndata: {}\n\n");
    QTest::newRow("no data") << QByteArray("event: task\nid: 4\n\n");
    QTest::newRow("no id of a task")
        << QByteArray("event: deleted\nid: 4\ndata: {\"task_id\":\"x\"}\n\n");
    QTest::newRow("no revision") << QByteArray("event: task\nid: a\ndata: {}\n\n");
    QTest::newRow("too large a revision")
        << QByteArray("event: other\nid: 18446744073709551616\ndata: {}\n\n");
    QTest::newRow("too long") << "data: " + QByteArray(2'200'000, 'x');
    QTest::newRow("too much") << QByteArray("data: " + QByteArray(1000, 'x') + '\n').repeated(2200);
}

void ChangeStreamTest::brokenEventIsNotFollowed()
{
    QFETCH(QByteArray, event);
    Script server;
    server.answerWith(
        {head + QByteArray("id: 3\n\n") + event, head + eventOf(someTask(4)) + event});
    Listener listener(server.url());
    QTRY_VERIFY(listener.told().contains(u"task 4"_s));
    QCOMPARE(listener.told().first(4),
             (QStringList{u"outdated"_s, u"interrupted"_s, u"resumed"_s, u"task 4"_s}));
    QCOMPARE(server.ids().first(2), (QByteArrayList{"", "3"}));
}

void ChangeStreamTest::eventOfAnotherKindIsPassedOver()
{
    Script server;
    server.answerWith({head + QByteArray("id: 3\n\nevent: moon\nid: 4\ndata: full\n\n")});
    Listener listener(server.url());
    QTRY_VERIFY(server.requests().size() >= 2);
    QCOMPARE(server.ids().at(1), "4");
    QCOMPARE(listener.told().first(2), (QStringList{u"outdated"_s, u"interrupted"_s}));
}

void ChangeStreamTest::floodIsNotKept()
{
    Script server;
    server.keepOpen();
    server.answerWith({head + QByteArray("id: 3\n\n")});
    Listener listener(server.url());
    QTRY_COMPARE(listener.told(), QStringList{u"outdated"_s});
    const Task task = someTask(4);
    server.say(QByteArray(":" + QByteArray(100'000, 'x') + '\n').repeated(200) + eventOf(task));
    QTRY_COMPARE_WITH_TIMEOUT(listener.told().constLast(), u"task 4"_s, 20'000);
}

QTEST_GUILESS_MAIN(ChangeStreamTest)
#include "tst_changestream.moc"
