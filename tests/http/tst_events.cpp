#include "core/service/authservice.h"
#include "tests/support/eventclient.h"
#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000; // milliseconds

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

bool isAscending(const QList<quint64> &ids)
{
    return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end();
}

/// Ends the credential behind a stream.
struct Ending
{
    const char *name;
    /// @return the caller whose credential end() ends
    Caller (*begin)(TestServer &server);
    void (*end)(TestServer &server);
};

const QList<Ending> endings{
    {"signed out", [](TestServer &server) { return server.owner(); },
     [](TestServer &server) {
         QCOMPARE(server.send("POST", "/api/logout", server.owner()).status, 200);
     }},
    {"token revoked", [](TestServer &server) { return server.ownersToken(); },
     [](TestServer &server) {
         const HttpAnswer tokens = server.send("GET", "/api/v1/tokens", server.owner());
         const QByteArray id =
             member(tokens.body, u"tokens"_s)[0][u"token_id"_s].toString().toLatin1();
         QCOMPARE(server.send("DELETE", "/api/v1/tokens/" + id, server.owner()).status, 204);
     }},
    {"token expired",
     [](TestServer &server) {
         AuthService &auth = server.service().auth();
         const auto made = auth.createToken(auth.owner(), {{}, TokenScope::Write, 3s});
         return Caller::bearer(made.result()->secret);
     },
     [](TestServer &) {}},
    {"password set", [](TestServer &server) { return server.other(); },
     [](TestServer &server) {
         QCOMPARE(server
                      .send("PUT", "/api/v1/accounts/other@example.org/password",
                            server.dataOwner(), R"({"password":"another long one"})")
                      .status,
                  204);
     }},
    {"password changed elsewhere", [](TestServer &server) { return server.ownersToken(); },
     [](TestServer &server) {
         const QByteArray json = R"({"current":"correct horse","password":"another long one"})";
         QCOMPARE(server.send("PUT", "/api/v1/account/password", server.owner(), json).status, 204);
     }},
    {"account removed", [](TestServer &server) { return server.other(); },
     [](TestServer &server) {
         QCOMPARE(
             server.send("DELETE", "/api/v1/accounts/other@example.org", server.dataOwner()).status,
             204);
     }},
};

} // namespace

/// The event stream over sockets.
class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headHasNoLength();
    void headRequestOpensNothing();
    void strangerIsRefused();
    void queryIsRefused();
    void changeIsToldWithItsTask();
    void deletionIsTold();
    void nobodyHearsOfOthers();
    void readOnlyTokenMayListen();
    void resumesAfterAnEvent();
    void nothingIsMissedOrToldTwice();
    void resumesAtTheNextStart();
    void unknownIdIsAReset_data();
    void unknownIdIsAReset();
    void resetGoesOn();
    void heartbeatsCome();
    void slowReaderIsDropped();
    void goneClientFreesItsPlace_data();
    void goneClientFreesItsPlace();
    void endedCredentialEndsTheStream_data();
    void endedCredentialEndsTheStream();
    void ownPasswordChangeKeepsTheStream();
    void streamTakesAPlaceOfItsAccount();
    void whatComesBehindTheRequestDoesNotMatter();
    void streamComesAfterOtherRequests();
    void shutdownEndsStreams();
    void manyHearTheSame();

private:
    QByteArray create(const QByteArray &name, TestServer &server, const Caller &caller)
    {
        return server.createTask("{\"name\":\"" + name + "\"}", caller);
    }
    QByteArray create(const QByteArray &name) { return create(name, m_server, m_server.owner()); }
    /// As the server counts them, but for the one that asks.
    static int connections(TestServer &server);

    TestServer m_server;
};

int EventsTest::connections(TestServer &server)
{
    const QByteArray name = "\nheadway_connections ";
    const QByteArray text = server.send("GET", "/api/v1/metrics", server.dataOwner()).body;
    const qsizetype begin = text.indexOf(name) + name.size();
    return text.sliced(begin, text.indexOf('\n', begin) - begin).toInt() - 1;
}

void EventsTest::headHasNoLength()
{
    EventClient client(m_server.port());
    const HttpAnswer head = client.begin(m_server.owner().field);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-type"), "text/event-stream");
    QVERIFY(!head.headers.contains("content-length"));
    QVERIFY(!head.headers.contains("transfer-encoding"));
    QVERIFY(!head.headers.contains("etag"));
    QCOMPARE(head.headers.value("connection"), "close");
    QCOMPARE(head.headers.value("cache-control"), "no-store");
    QCOMPARE(head.headers.value("x-content-type-options"), "nosniff");
    QCOMPARE(head.headers.value("content-security-policy"),
             "default-src 'none'; frame-ancestors 'none'");
}

void EventsTest::headRequestOpensNothing()
{
    EventClient client(m_server.port());
    client.listen(m_server.owner().field, "HEAD");
    QTRY_VERIFY(client.answer());
    QCOMPARE(client.answer()->status, 200);
    QCOMPARE(client.answer()->headers.value("content-type"), "text/event-stream");
    QVERIFY(!client.answer()->headers.contains("content-length"));
    create("not told");
    client.send(requestBytes("GET /api/v1/health HTTP/1.1", m_server.port()));
    QTRY_VERIFY(client.rest().contains(R"("status":"ok")"));
    QVERIFY(client.rest().startsWith("HTTP/1.1 200 "));
}

void EventsTest::strangerIsRefused()
{
    EventClient client(m_server.port());
    client.listen("Last-Event-ID: 0\r\n");
    QTRY_VERIFY(client.answer());
    QCOMPARE(client.answer()->status, 401);
    QCOMPARE(client.rest(), QByteArray());
}

void EventsTest::queryIsRefused()
{
    QCOMPARE(m_server.send("GET", "/api/v1/events?since=0", m_server.owner()).status, 400);
}

void EventsTest::changeIsToldWithItsTask()
{
    EventClient client(m_server.port());
    client.begin(m_server.owner().field);
    const QByteArray path = "/api/v1/tasks/" + create(R"(<b>&\n\u2028\ud83d\ude00)");
    QTRY_COMPARE(client.events().size(), 1);
    const QByteArray result = "{\"result\":{ \"a\" :\r\n[1.0,\n2]}}";
    QCOMPARE(m_server.send("PATCH", path, m_server.owner(), R"({"status":"processing"})").status,
             200);
    QCOMPARE(m_server.send("POST", path + "/complete", m_server.owner(), result).status, 200);
    QTRY_COMPARE(client.events().size(), 3);
    const StreamEvent &last = client.events().constLast();
    QCOMPARE(last.name, "task");
    const QJsonObject told = objectOf(last.data);
    QCOMPARE(told, objectOf(m_server.send("GET", path, m_server.owner()).body));
    QCOMPARE(told.value("status"_L1), "completed"_L1);
    QCOMPARE(told.value("revision"_L1).toInteger(), qint64(last.id));
    QVERIFY(isAscending(client.ids()));
}

void EventsTest::deletionIsTold()
{
    const QByteArray id = create("to be deleted");
    const QByteArray path = "/api/v1/tasks/" + id;
    EventClient client(m_server.port());
    client.begin(m_server.owner().field);
    QCOMPARE(m_server.send("POST", path + "/cancel", m_server.owner()).status, 200);
    QCOMPARE(m_server.send("DELETE", path, m_server.owner()).status, 204);
    QTRY_COMPARE(client.events().size(), 2);
    QCOMPARE(client.events().at(1).name, "deleted");
    QCOMPARE(client.events().at(1).data, "{\"task_id\":\"" + id + "\"}");
    QVERIFY(isAscending(client.ids()));
}

void EventsTest::nobodyHearsOfOthers()
{
    EventClient owner(m_server.port());
    EventClient other(m_server.port());
    EventClient late(m_server.port());
    owner.begin(m_server.owner().field);
    other.begin(m_server.other().field);
    create("the owner's");
    const QByteArray theirs = create("the other's", m_server, m_server.other());
    QTRY_COMPARE(other.events().size(), 1);
    QVERIFY(other.events().constFirst().data.contains(theirs));
    late.listen(m_server.other().field + "Last-Event-ID: 0\r\n");
    QTRY_COMPARE(late.events().size(), 1);
    QVERIFY(late.events().constFirst().data.contains(theirs));
    create("the owner's again");
    QTRY_COMPARE(owner.events().size(), 2);
    QCOMPARE(other.events().size(), 1);
    QCOMPARE(late.events().size(), 1);
}

void EventsTest::readOnlyTokenMayListen()
{
    EventClient client(m_server.port());
    QCOMPARE(client.begin(m_server.ownersToken(TokenScope::Read).field).status, 200);
    create("heard of");
    QTRY_COMPARE(client.events().size(), 1);
}

void EventsTest::resumesAfterAnEvent()
{
    EventClient first(m_server.port());
    first.begin(m_server.owner().field);
    create("one");
    create("two");
    QTRY_COMPARE(first.events().size(), 2);
    create("three");
    QTRY_COMPARE(first.events().size(), 3);
    EventClient second(m_server.port());
    const QByteArray known = QByteArray::number(first.ids().at(1));
    second.listen(m_server.owner().field + "Last-Event-ID: " + known + "\r\n");
    QTRY_COMPARE(second.events(), first.events().sliced(2));
    create("four");
    QTRY_COMPARE(second.events().size(), 2);
    QTRY_COMPARE(second.events(), first.events().sliced(2));
}

namespace {

/// Changes tasks of the owner's as quickly as they are written down, and keeps what became of them.
class Writer
{
public:
    explicit Writer(TaskSession &session)
        : m_session(session)
    {
        m_timer.callOnTimeout([this] { change(); });
        m_timer.start(0ms);
    }

    void stop() { m_timer.stop(); }
    QHash<QByteArray, QByteArray> words() const { return m_words; }

private:
    void change()
    {
        const int step = ++m_step;
        if (step % 7 == 0 || m_open.size() < 3) {
            NewTask task;
            task.name = u"task"_s;
            m_open.append(m_session.create(task).result()->id);
            m_words.insert(m_open.constLast().toString().toLatin1(), {});
        } else if (step % 11 == 0) {
            const TaskId id = m_open.takeFirst();
            m_session.complete(id, {}).waitForFinished();
            m_session.remove(id).waitForFinished();
            m_words.insert(id.toString().toLatin1(), "deleted");
        } else {
            const TaskId id = m_open.at(step % m_open.size());
            TaskUpdate update;
            update.progress = QString::number(step);
            m_session.update(id, update).waitForFinished();
            m_words.insert(id.toString().toLatin1(), QByteArray::number(step));
        }
    }

    TaskSession &m_session;
    int m_step = 0;
    QTimer m_timer;
    QList<TaskId> m_open;
    QHash<QByteArray, QByteArray> m_words; ///< by id: the last progress, or "deleted"
};

/// What @p events say of each task in the end, in the words of Writer.
QHash<QByteArray, QByteArray> wordsOf(const QList<StreamEvent> &events)
{
    QHash<QByteArray, QByteArray> words;
    for (const StreamEvent &event : events) {
        const QJsonObject data = objectOf(event.data);
        const QByteArray word = data.value("progress"_L1).toString().toLatin1();
        words.insert(data.value("task_id"_L1).toString().toLatin1(),
                     event.name == "deleted" ? event.name : word);
    }
    return words;
}

} // namespace

void EventsTest::nothingIsMissedOrToldTwice()
{
    const TaskSessionPtr session = m_server.service().sessionFor(m_server.service().auth().owner());
    QByteArray lastId;
    {
        EventClient first(m_server.port());
        first.begin(m_server.owner().field);
        lastId = first.lastId();
    }
    Writer writer(*session);
    QList<StreamEvent> told;
    for (int round = 1; round <= 30; ++round) {
        EventClient client(m_server.port());
        client.listen(m_server.owner().field + "Last-Event-ID: " + lastId + "\r\n");
        QTRY_VERIFY_WITH_TIMEOUT(client.events().size() >= round, patience);
        told += client.events();
        lastId = client.lastId().isEmpty() ? lastId : client.lastId();
        if (round % 2 == 0)
            client.reset();
    }
    writer.stop();
    EventClient rest(m_server.port());
    rest.listen(m_server.owner().field + "Last-Event-ID: " + lastId + "\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(wordsOf(told + rest.events()), writer.words(), patience);
    told += rest.events();
    QList<quint64> ids;
    for (const StreamEvent &event : told)
        ids.append(event.id);
    QVERIFY(isAscending(ids));
}

void EventsTest::resumesAtTheNextStart()
{
    TestServer server;
    const Caller token = server.ownersToken();
    QByteArray lastId;
    {
        EventClient before(server.port());
        before.begin(token.field);
        create("before", server, token);
        QTRY_COMPARE(before.events().size(), 1);
        lastId = before.lastId();
        server.restart();
        QTRY_VERIFY(before.isClosed());
    }
    const QByteArray id = create("after", server, token);
    EventClient after(server.port());
    after.listen(token.field + "Last-Event-ID: " + lastId + "\r\n");
    QTRY_COMPARE(after.events().size(), 1);
    QVERIFY(after.events().constFirst().data.contains(id));
}

void EventsTest::unknownIdIsAReset_data()
{
    QTest::addColumn<QByteArray>("fields");

    const auto row = [](const char *name, const QByteArray &fields) {
        QTest::newRow(name) << fields;
    };
    row("words", "Last-Event-ID: abc\r\n");
    row("empty", "Last-Event-ID:\r\n");
    row("negative", "Last-Event-ID: -1\r\n");
    row("signed", "Last-Event-ID: +1\r\n");
    row("two", "Last-Event-ID: 1 2\r\n");
    row("not yet", "Last-Event-ID: 1000000\r\n");
    row("largest", "Last-Event-ID: 18446744073709551615\r\n");
    row("beyond the largest", "Last-Event-ID: 18446744073709551616\r\n");
    row("of 64 bits with a sign", "Last-Event-ID: 9223372036854775808\r\n");
    row("hexadecimal", "Last-Event-ID: 0x1\r\n");
    row("long", "Last-Event-ID: " + QByteArray(8000, '1') + "\r\n");
}

void EventsTest::unknownIdIsAReset()
{
    QFETCH(QByteArray, fields);
    create("there is a past");
    EventClient client(m_server.port());
    QCOMPARE(client.begin(m_server.owner().field + fields).status, 200);
    QTRY_COMPARE(client.events().size(), 1);
    QCOMPARE(client.events().constFirst().name, "reset");
}

void EventsTest::resetGoesOn()
{
    EventClient client(m_server.port());
    client.begin(m_server.owner().field + "Last-Event-ID: words\r\n");
    const QByteArray id = create("after the reset");
    QTRY_COMPARE(client.events().size(), 2);
    QVERIFY(client.events().constLast().data.contains(id));
    EventClient again(m_server.port()); // from the place that the reset told
    again.listen(m_server.owner().field
                 + "Last-Event-ID: " + QByteArray::number(client.ids().constFirst()) + "\r\n");
    QTRY_COMPARE(again.events(), client.events().sliced(1));
}

void EventsTest::heartbeatsCome()
{
    HttpLimits limits;
    limits.streamHeartbeat = 50ms;
    limits.idleTime = 100ms; // no matter to a stream
    limits.sweepInterval = 20ms;
    TestServer server(limits);
    EventClient client(server.port());
    client.begin(server.owner().field);
    QTRY_VERIFY(client.comments() >= 5);
    QVERIFY(!client.isClosed());
    QVERIFY(client.events().isEmpty());
    create("in between", server, server.dataOwner());
    QTRY_COMPARE(client.events().size(), 1);
}

void EventsTest::slowReaderIsDropped()
{
    constexpr qsizetype count = 90; // of 100 kB: more than the system keeps for a connection
    HttpLimits limits;
    limits.streamHeartbeat = 1s;
    limits.idleTime = 200ms;
    TestServer server(limits);
    EventClient slow(server.port(), 4096);
    EventClient quick(server.port());
    slow.begin(server.owner().field);
    quick.begin(server.owner().field);
    QTRY_COMPARE(connections(server), 2);
    slow.stall();
    const TaskSessionPtr session = server.service().sessionFor(server.service().auth().owner());
    for (qsizetype i = 0; i < count; ++i) {
        NewTask task;
        task.name = u"large"_s;
        const TaskId id = session->create(task).result()->id;
        session->complete(id, {'"' + QByteArray(100'000, 'x') + '"', {}}).waitForFinished();
        QTRY_COMPARE_WITH_TIMEOUT(quick.events().size(), 2 * (i + 1), patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(connections(server), 1, patience);
    slow.goOn();
    QTRY_VERIFY_WITH_TIMEOUT(slow.isClosed(), patience);
    QVERIFY(slow.events().size() < count);
    QVERIFY(isAscending(slow.ids()));
    QVERIFY(isAscending(quick.ids()));
    create("after all", server, server.owner());
    QTRY_COMPARE(quick.events().size(), 2 * count + 1);
}

void EventsTest::goneClientFreesItsPlace_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::addColumn<bool>("isStalled");
    QTest::newRow("it closes") << false << false;
    QTest::newRow("it resets") << true << false;
    QTest::newRow("it resets while much waits for it") << true << true;
}

void EventsTest::goneClientFreesItsPlace()
{
    QFETCH(bool, isReset);
    QFETCH(bool, isStalled);
    QTRY_COMPARE(connections(m_server), 0);
    EventClient client(m_server.port(), isStalled ? 4096 : 0);
    client.begin(m_server.owner().field);
    QTRY_COMPARE(connections(m_server), 1);
    if (isStalled) {
        client.stall();
        const TaskSessionPtr session =
            m_server.service().sessionFor(m_server.service().auth().owner());
        for (int i = 0; i < 100; ++i) {
            NewTask task;
            task.name = u"large"_s;
            const TaskId id = session->create(task).result()->id;
            session->complete(id, {'"' + QByteArray(100'000, 'x') + '"', {}}).waitForFinished();
        }
    }
    if (isReset)
        client.reset();
    else
        client.closeSendingHalf();
    QTRY_COMPARE(connections(m_server), 0);
    create("for nobody");
}

void EventsTest::endedCredentialEndsTheStream_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < endings.size(); ++i)
        QTest::newRow(endings.at(i).name) << i;
}

void EventsTest::endedCredentialEndsTheStream()
{
    QFETCH(qsizetype, index);
    HttpLimits limits;
    limits.streamCheck = 50ms;
    TestServer server(limits);
    EventClient stays(server.port());
    stays.begin(server.dataOwner().field);
    EventClient client(server.port());
    QCOMPARE(client.begin(endings.at(index).begin(server).field).status, 200);
    endings.at(index).end(server);
    QTRY_VERIFY(client.isClosed());
    QVERIFY(client.events().isEmpty());
    QCOMPARE(client.rest(), QByteArray());
    create("later", server, server.dataOwner());
    QTRY_COMPARE(stays.events().size(), 1);
    QTRY_COMPARE(connections(server), 1);
}

void EventsTest::ownPasswordChangeKeepsTheStream()
{
    TestServer server;
    EventClient client(server.port());
    client.begin(server.owner().field);
    QCOMPARE(server
                 .send("PUT", "/api/v1/account/password", server.owner(),
                       R"({"current":"correct horse","password":"another long one"})")
                 .status,
             204);
    create("later", server, server.owner());
    QTRY_COMPARE(client.events().size(), 1);
    QVERIFY(!client.isClosed());
}

void EventsTest::streamTakesAPlaceOfItsAccount()
{
    HttpLimits limits;
    limits.accountConnections = 4;
    TestServer server(limits);
    std::vector<std::unique_ptr<EventClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<EventClient>(server.port()));
        clients.back()->begin(server.owner().field);
    }
    EventClient other(server.port());
    other.begin(server.other().field);
    create("takes the place of the oldest", server, server.owner());
    QTRY_VERIFY(clients.at(0)->isClosed());
    EventClient newest(server.port());
    newest.begin(server.owner().field);
    create("one more", server, server.dataOwner());
    QTRY_COMPARE(newest.events().size(), 1);
    QVERIFY(!clients.at(3)->isClosed());
    QVERIFY(!other.isClosed());
}

void EventsTest::whatComesBehindTheRequestDoesNotMatter()
{
    EventClient client(m_server.port());
    client.send(requestBytes("GET /api/v1/events HTTP/1.1", m_server.port(), m_server.owner().field)
                + requestBytes("DELETE /api/v1/tasks HTTP/1.1", m_server.port())
                + QByteArray(100'000, 'x'));
    QTRY_VERIFY(!client.lastId().isEmpty());
    client.send(requestBytes("GET /api/v1/health HTTP/1.1", m_server.port())
                + QByteArray(500'000, '\n'));
    create("told all the same");
    QTRY_COMPARE(client.events().size(), 1);
    QCOMPARE(client.rest(), QByteArray());
    QVERIFY(!client.isClosed());
    client.closeSendingHalf();
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.rest(), QByteArray());
}

void EventsTest::streamComesAfterOtherRequests()
{
    RawClient client(m_server.port());
    client.send(requestBytes("GET /api/v1/health HTTP/1.1", m_server.port()));
    QCOMPARE(client.answer().status, 200);
    client.send(requestBytes("GET /api/v1/events HTTP/1.1", m_server.port(),
                             m_server.owner().field + "Last-Event-ID: 0\r\n"));
    QCOMPARE(client.answer().headers.value("content-type"), "text/event-stream");
    const QByteArray id = create("told");
    QByteArray told;
    QTRY_VERIFY((told += client.rest()).contains(id));
}

void EventsTest::shutdownEndsStreams()
{
    auto server = std::make_unique<TestServer>();
    EventClient owner(server->port());
    EventClient other(server->port());
    owner.begin(server->owner().field);
    other.begin(server->other().field);
    create("told before the end", *server, server->owner());
    QTRY_COMPARE(owner.events().size(), 1);
    server.reset();
    QTRY_VERIFY(owner.isClosed());
    QTRY_VERIFY(other.isClosed());
    QCOMPARE(owner.rest(), QByteArray());
    QCOMPARE(owner.events().size(), 1);
}

void EventsTest::manyHearTheSame()
{
    constexpr int count = 200;
    constexpr int changes = 50;
    std::vector<std::unique_ptr<EventClient>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<EventClient>(m_server.port()));
        clients.back()->listen(m_server.owner().field);
    }
    for (const auto &client : clients)
        QTRY_VERIFY_WITH_TIMEOUT(!client->lastId().isEmpty(), patience);
    for (int i = 0; i < changes; ++i)
        create("for all");
    for (const auto &client : clients)
        QTRY_COMPARE_WITH_TIMEOUT(client->events().size(), changes, patience);
    for (const auto &client : clients)
        QCOMPARE(client->events(), clients.front()->events());
    QVERIFY(isAscending(clients.front()->ids()));
}

QTEST_GUILESS_MAIN(EventsTest)
#include "tst_events.moc"
