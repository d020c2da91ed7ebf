#include "core/api/call.h"
#include "core/api/dispatcher.h"
#include "core/api/httpserver.h"
#include "core/service/authservice.h"
#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QPromise>
#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto secretCause = "no column named secret";

/// Futures that a test finishes, in the order in which handlers made them.
QList<std::shared_ptr<QPromise<Result<int>>>> parked;
int handled = 0;

Reply throwAtOnce(const Call &)
{
    throw std::runtime_error(secretCause);
}

Reply throwSomethingElse(const Call &)
{
    throw 42;
}

Reply throwAtTheBeginning(const Call &)
{
    return Reply::when([]() -> QFuture<Result<int>> { throw std::runtime_error(secretCause); },
                       [](int) { return jsonAnswer("1"); });
}

Reply throwLater(const Call &)
{
    return Reply::when([] { return QtFuture::makeReadyFuture(Result<int>(1)); },
                       [](int) -> Reply { throw std::runtime_error(secretCause); });
}

template <ErrorCode code>
Reply failWith(const Call &)
{
    return Error{code, QString::fromLatin1(secretCause)};
}

Reply holdBack(const Call &)
{
    return Error{ErrorCode::TooMany, u"Too much of it."_s, std::chrono::seconds(90)};
}

QFuture<Result<int>> beginParking()
{
    ++handled;
    auto promise = std::make_shared<QPromise<Result<int>>>();
    promise->start();
    parked.append(promise);
    return promise->future();
}

Reply park(const Call &)
{
    return Reply::when(&beginParking,
                       [](int number) { return jsonAnswer(QByteArray::number(number), 201); });
}

std::stop_token lastQuestion;

Reply ask(const Call &)
{
    const auto begin = [](const std::stop_token &stop) {
        lastQuestion = stop;
        return beginParking();
    };
    return Reply::whileWaitedFor(begin,
                                 [](int number) { return jsonAnswer(QByteArray::number(number)); });
}

void finishOldest(const Result<int> &result)
{
    const auto promise = parked.takeFirst();
    promise->addResult(result);
    promise->finish();
}

const std::array routes{
    Route{Method::Get, "/api/throw", Access::Open, &throwAtOnce, "Failed to throw"},
    Route{Method::Get, "/api/v1/throw", Access::Open, &throwAtOnce},
    Route{Method::Get, "/api/v1/throw-else", Access::Open, &throwSomethingElse},
    Route{Method::Get, "/api/v1/throw-first", Access::Open, &throwAtTheBeginning},
    Route{Method::Get, "/api/v1/throw-later", Access::Open, &throwLater},
    Route{Method::Get, "/api/full", Access::Open, &failWith<ErrorCode::StorageFull>, "Failed"},
    Route{Method::Get, "/api/v1/full", Access::Open, &failWith<ErrorCode::StorageFull>},
    Route{Method::Get, "/api/broken", Access::Open, &failWith<ErrorCode::StorageFailed>, "Failed"},
    Route{Method::Get, "/api/v1/broken", Access::Open, &failWith<ErrorCode::StorageFailed>},
    Route{Method::Get, "/api/busy", Access::Open, &failWith<ErrorCode::TooMany>, "Failed"},
    Route{Method::Get, "/api/v1/busy", Access::Open, &failWith<ErrorCode::TooMany>},
    Route{Method::Get, "/api/held", Access::Open, &holdBack, "Failed"},
    Route{Method::Get, "/api/v1/held", Access::Open, &holdBack},
    Route{Method::Get, "/api/v1/ask", Access::Open, &ask},
    Route{Method::Post, "/api/v1/park", Access::Account, &park, nullptr, BodyKind::Json,
          Replay::Remembered},
};

} // namespace

class DispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QCOMPARE(parked.size(), 0); }

    void faultOfOursIsLoggedAndNotTold_data();
    void faultOfOursIsLoggedAndNotTold();
    void tooManyIsToldWhenToComeBack();
    void goneClientIsNotAnswered();
    void questionEndsWithItsClient_data();
    void questionEndsWithItsClient();
    void questionIsAnsweredWhileItsClientWaits();
    void keyOfAGoneClientGetsItsAnswer();
    void keyUnderWayWaitsForItsAnswer();
    void keyUnderWayFailsWithItsRequest();
    void keyOfAFailureMayBeTriedAgain();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        RawClient client(m_http->port());
        client.send(requestBytes("GET " + path + " HTTP/1.1", m_http->port()));
        return client.answer();
    }
    QByteArray parkRequest(const QByteArray &key) const
    {
        return requestBytes("POST /api/v1/park HTTP/1.1", m_http->port(),
                            m_server->owner().field + keyField(key));
    }

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<HttpServer> m_http;
    const HttpLimits m_limits{};
};

void DispatcherTest::initTestCase()
{
    m_server = std::make_unique<TestServer>();
    m_dispatcher = std::make_unique<Dispatcher>(m_server->service(), routes, m_limits);
    m_http = std::make_unique<HttpServer>(*m_dispatcher, m_limits);
    QCOMPARE(m_http->open(QHostAddress::LocalHost, 0), QAbstractSocket::UnknownSocketError);
}

void DispatcherTest::faultOfOursIsLoggedAndNotTold_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *path, int status, const char *body) {
        QTest::newRow(path) << QByteArray(path) << status << QByteArray(body);
    };
    row("/api/throw", 500, R"({"error":"Failed to throw"})");
    row("/api/full", 500, R"({"error":"Failed"})");
    row("/api/broken", 500, R"({"error":"Failed"})");
    row("/api/v1/throw", 500, "");
    row("/api/v1/throw-else", 500, "");
    row("/api/v1/throw-first", 500, "");
    row("/api/v1/throw-later", 500, "");
    row("/api/v1/full", 507, "");
    row("/api/v1/broken", 503, "");
}

void DispatcherTest::faultOfOursIsLoggedAndNotTold()
{
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    const QString cause =
        path.endsWith("else") ? u"exception of no known kind"_s : QString::fromLatin1(secretCause);
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QString::fromLatin1(path) + u" .*"_s + cause));
    const HttpAnswer answer = get(path);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.body.contains("secret"));
    if (body.isEmpty())
        QCOMPARE(answer.headers.value("content-type"), "application/problem+json");
    else
        QCOMPARE(answer.body, body);
    QCOMPARE(answer.headers.contains("retry-after"), status == 503);
}

void DispatcherTest::tooManyIsToldWhenToComeBack()
{
    for (const char *path : {"/api/busy", "/api/v1/busy"}) {
        const HttpAnswer answer = get(path);
        QCOMPARE(answer.status, 429);
        QVERIFY(answer.headers.value("retry-after").toInt() > 0);
    }
    for (const char *path : {"/api/held", "/api/v1/held"}) {
        const HttpAnswer answer = get(path);
        QCOMPARE(answer.status, 429);
        QCOMPARE(answer.headers.value("retry-after"), "90");
        QVERIFY(answer.body.contains("Too much of it. Try again in 90 seconds."));
    }
}

void DispatcherTest::goneClientIsNotAnswered()
{
    {
        RawClient client(m_http->port());
        client.send(
            requestBytes("POST /api/v1/park HTTP/1.1", m_http->port(), m_server->owner().field));
        QTRY_COMPARE(parked.size(), 1);
        client.send("nonsense\r\n");
        client.abort();
    }
    finishOldest(7);
    QTRY_COMPARE(m_http->connectionCount(), 0);
}

void DispatcherTest::questionEndsWithItsClient_data()
{
    QTest::addColumn<bool>("isReset");
    QTest::newRow("reset") << true;
    QTest::newRow("closed") << false;
}

void DispatcherTest::questionEndsWithItsClient()
{
    QFETCH(const bool, isReset);
    RawClient client(m_http->port());
    client.send(requestBytes("GET /api/v1/ask HTTP/1.1", m_http->port()));
    QTRY_COMPARE(parked.size(), 1);
    QVERIFY(!lastQuestion.stop_requested());
    if (isReset)
        client.abort();
    else
        client.closeSendingHalf(); // all that is seen of one that has closed both
    QTRY_VERIFY(lastQuestion.stop_requested());
    QTRY_COMPARE(m_http->connectionCount(), 0);
    finishOldest(1);
}

void DispatcherTest::questionIsAnsweredWhileItsClientWaits()
{
    RawClient client(m_http->port());
    const QByteArray question = requestBytes("GET /api/v1/ask HTTP/1.1", m_http->port());
    client.send(question);
    QTRY_COMPARE(parked.size(), 1);
    client.send(question + question); // wait for their turn
    QCOMPARE(get("/api/busy").status, 429); // time enough to notice them and to do wrong
    for (const int number : {1, 2, 3}) {
        QTRY_COMPARE(parked.size(), 1);
        QVERIFY(!lastQuestion.stop_requested());
        finishOldest(number);
        QCOMPARE(client.answer().body, QByteArray::number(number));
    }
}

void DispatcherTest::keyOfAGoneClientGetsItsAnswer()
{
    handled = 0;
    {
        RawClient client(m_http->port());
        client.send(parkRequest("gone"));
        QTRY_COMPARE(parked.size(), 1);
        client.abort();
    }
    m_http = std::make_unique<HttpServer>(*m_dispatcher, m_limits); // the connection is gone too
    QCOMPARE(m_http->open(QHostAddress::LocalHost, 0), QAbstractSocket::UnknownSocketError);
    finishOldest(8);
    RawClient again(m_http->port());
    again.send(parkRequest("gone"));
    const HttpAnswer answer = again.answer();
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.body, "8");
    QCOMPARE(handled, 1);
}

void DispatcherTest::keyUnderWayWaitsForItsAnswer()
{
    handled = 0;
    RawClient first(m_http->port());
    first.send(parkRequest("twice"));
    QTRY_COMPARE(parked.size(), 1);
    RawClient second(m_http->port());
    second.send(parkRequest("twice"));
    RawClient third(m_http->port()); // once it is heard, the second has been
    third.send(parkRequest("third"));
    QTRY_COMPARE(parked.size(), 2);
    finishOldest(9);
    QCOMPARE(first.answer().body, "9");
    QCOMPARE(second.answer().body, "9");
    finishOldest(10);
    QCOMPARE(third.answer().body, "10");
    QCOMPARE(handled, 2);
}

void DispatcherTest::keyUnderWayFailsWithItsRequest()
{
    RawClient first(m_http->port());
    first.send(parkRequest("both-fail"));
    QTRY_COMPARE(parked.size(), 1);
    RawClient second(m_http->port());
    second.send(parkRequest("both-fail"));
    RawClient third(m_http->port());
    third.send(parkRequest("heard"));
    QTRY_COMPARE(parked.size(), 2);
    finishOldest(Error{ErrorCode::InvalidArgument, u"Not like this."_s});
    QCOMPARE(first.answer().status, 400);
    QCOMPARE(second.answer().status, 400);
    finishOldest(11);
    QCOMPARE(third.answer().status, 201);
}

void DispatcherTest::keyOfAFailureMayBeTriedAgain()
{
    RawClient client(m_http->port());
    client.send(parkRequest("failed"));
    QTRY_COMPARE(parked.size(), 1);
    finishOldest(Error{ErrorCode::InvalidArgument, u"Not like this."_s});
    QCOMPARE(client.answer().status, 400);
    client.send(parkRequest("failed"));
    QTRY_COMPARE(parked.size(), 1);
    finishOldest(10);
    QCOMPARE(client.answer().body, "10");
}

QTEST_GUILESS_MAIN(DispatcherTest)
#include "tst_dispatcher.moc"
