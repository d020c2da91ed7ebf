#include "core/service/authservice.h"
#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int burst = 3;

/// Nothing comes back while a test runs, and nobody is made to wait.
RateLimits smallRates()
{
    return {.reads = {burst, 2h},
            .writes = {burst, 1h},
            .cancels = {burst, 3h},
            .visits = {burst, 4h},
            .mistakes = {burst, 5h},
            .holdBack = 0ms};
}

constexpr auto noTask = "00000000-0000-4000-8000-000000000000";

} // namespace

class FairUseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_common = std::make_unique<TestServer>(HttpLimits(), smallRates()); }
    void init();

    void tooManyAreToldWhenToComeBack_data();
    void tooManyAreToldWhenToComeBack();
    void malformedRequestsSpendNothing_data();
    void malformedRequestsSpendNothing();
    void malformedRequestsKeepTheirStatus();
    void mistakesAreAnsweredLaterWhenThereAreTooMany();
    void nothingIsBegunForOneTooMany();
    void accountsShareNothing();
    void tokensOfAnAccountShareItsAllowance();
    void cancelHasItsOwn();
    void strangersSpendNothingOfAnAccount();
    void signedInAreNotHeldUpByStrangers();
    void keyOfOneTooManyMayBeTriedAgain();
    void answersThatAreKnownAlreadySpendToo();
    void offLiftsThem();
    void oneTooManyIsKeptBack();
    void whoIsGoneIsNotAnswered();

private:
    /// A server for one test.
    void serveWith(const RateLimits &rates)
    {
        m_own = std::make_unique<TestServer>(HttpLimits(), rates);
        m_server = m_own.get();
    }
    HttpAnswer get(const QByteArray &path) const
    {
        return m_server->send("GET", path, m_server->owner());
    }
    void useUpReads() const
    {
        for (int i = 0; i < burst; ++i)
            QCOMPARE(get("/api/session").status, 200);
    }
    HttpAnswer create(const QByteArray &key = {}) const
    {
        return m_server->send("POST", "/api/v1/tasks", m_server->owner(), R"({"name":"a"})",
                              key.isEmpty() ? QByteArray() : keyField(key));
    }

    std::unique_ptr<TestServer> m_common;
    std::unique_ptr<TestServer> m_own;
    TestServer *m_server = nullptr;
};

void FairUseTest::init()
{
    m_common->restart(); // all allowances are whole again
    m_server = m_common.get();
}

void FairUseTest::tooManyAreToldWhenToComeBack_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isSignedIn");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("hours");
    const auto row = [](const QByteArray &method, const QByteArray &path, bool isSignedIn,
                        int status, int hours) {
        QTest::addRow("%s %s%s", method.constData(), path.constData(), isSignedIn ? "" : ", nobody")
            << method << path << isSignedIn << status << hours;
    };
    const QByteArray task = QByteArray("/api/v1/tasks/") + noTask;
    row("GET", "/api/session", true, 200, 2);
    row("HEAD", "/api/session", true, 200, 2);
    row("GET", QByteArray("/api/task-status/") + noTask, true, 404, 2);
    row("GET", "/api/v1/tasks", true, 200, 2);
    row("GET", task + "?wait=0", true, 404, 2);
    row("POST", task + "/heartbeat", true, 404, 1);
    row("POST", task + "/log", true, 404, 1);
    row("DELETE", task, true, 404, 1);
    row("POST", task + "/cancel", true, 404, 3);
    row("POST", QByteArray("/api/cancel-task/") + noTask, true, 404, 3);
    row("GET", "/api/v1/accounts", true, 403, 2);
    row("GET", "/api/v1/health", false, 200, 4);
    row("GET", "/api/session", false, 401, 4);
    row("PATCH", task, false, 401, 4);
}

void FairUseTest::tooManyAreToldWhenToComeBack()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(bool, isSignedIn);
    QFETCH(int, status);
    QFETCH(int, hours);
    const Caller caller = isSignedIn ? m_server->owner() : Caller::nobody();
    for (int i = 0; i < burst; ++i)
        QCOMPARE(m_server->send(method, path, caller).status, status);
    const HttpAnswer answer = m_server->send(method, path, caller);
    QCOMPARE(answer.status, 429);
    const int wait = answer.headers.value("retry-after").toInt();
    constexpr int hour = 3600;
    QVERIFY2(wait > (hours - 1) * hour && wait <= hours * hour, answer.head.constData());
    if (method == "HEAD")
        return;
    QCOMPARE(member(answer.body, u"error"_s).toString(), u"Too many requests"_s);
    const bool isProblem = answer.headers.value("content-type") == "application/problem+json";
    QCOMPARE(isProblem, path.startsWith("/api/v1/"));
    if (!isProblem)
        QCOMPARE(answer.body, R"({"error":"Too many requests"})");
}

void FairUseTest::malformedRequestsSpendNothing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *method, const QByteArray &path,
                        const char *fields, const char *body, int status) {
        QTest::newRow(name) << QByteArray(method) << path << QByteArray(fields) << QByteArray(body)
                            << status;
    };
    const QByteArray task = QByteArray("/api/v1/tasks/") + noTask;
    row("no JSON", "POST", "/api/v1/tasks", "", R"({"name":)", 400);
    row("a wrong type", "POST", "/api/v1/tasks", "", R"({"name":1})", 400);
    row("an unknown member", "PATCH", task, "", R"({"x":1})", 400);
    row("a body where there is none", "POST", task + "/cancel", "", R"({"x":1})", 400);
    row("a bad query", "GET", "/api/v1/tasks?limit=x", "", "", 400);
    row("a bad wait", "GET", task + "?wait=-1", "", "", 400);
    row("a bad offset", "POST", task + "/log?offset=x", "", "", 400);
    row("a bad key", "POST", "/api/v1/tasks", "Idempotency-Key: \xc3\xa4\r\n", R"({"name":"a"})",
        400);
    row("no login", "POST", "/api/login", "", R"({"email":1})", 400);
    row("another type", "POST", "/api/v1/tasks", "Content-Type: text/html\r\n", "a", 415);
    row("too large", "POST", "/api/v1/tasks", "Content-Length: 999999\r\n", "", 413);
    row("no route", "GET", "/api/v1/nothing", "", "", 404);
    row("no method", "PUT", "/api/v1/tasks", "", "{}", 405);
    row("no head", "GET", "/api/v1/tasks", "Broken line\r\n", "", 400);
}

void FairUseTest::malformedRequestsSpendNothing()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    for (int i = 0; i < 3 * burst; ++i)
        QCOMPARE(m_server->send(method, path, m_server->owner(), body, fields).status, status);
    for (int i = 0; i < burst; ++i) {
        QCOMPARE(get("/api/session").status, 200);
        QCOMPARE(create().status, 201);
        QCOMPARE(m_server->send("GET", "/api/v1/health", Caller::nobody()).status, 200);
    }
}

void FairUseTest::malformedRequestsKeepTheirStatus()
{
    for (int i = 0; i < burst; ++i)
        QCOMPARE(create().status, 201);
    QCOMPARE(create().status, 429);
    QCOMPARE(m_server->send("POST", "/api/v1/tasks", m_server->owner(), "{").status, 400);
    QCOMPARE(
        m_server
            ->send("POST", "/api/v1/tasks", m_server->owner(), "a", "Content-Type: text/html\r\n")
            .status,
        415);
}

void FairUseTest::mistakesAreAnsweredLaterWhenThereAreTooMany()
{
    RateLimits rates = smallRates();
    rates.holdBack = 24h;
    serveWith(rates);
    const QByteArray nowhere = requestBytes("GET /api/v1/nothing HTTP/1.1", m_server->port());
    const QByteArray malformed = requestBytes("GET /api/v1/tasks?limit=x HTTP/1.1",
                                              m_server->port(), m_server->owner().field);
    for (const QByteArray &request : {nowhere, malformed}) {
        RawClient client(m_server->port());
        for (int i = 0; i < burst; ++i) {
            client.send(request);
            QVERIFY(client.answer().status >= 400);
        }
        client.send(request);
        QCOMPARE(get("/api/session").status, 200); // nothing else waits
        QVERIFY(client.isConnected());
        QCOMPARE(client.rest(), QByteArray());
    }
}

void FairUseTest::nothingIsBegunForOneTooMany()
{
    serveWith(smallRates());
    for (int i = 0; i < 2 * burst; ++i)
        create();
    const QByteArray list = get("/api/v1/tasks").body;
    QCOMPARE(list.count("\"task_id\""), burst);
}

void FairUseTest::accountsShareNothing()
{
    useUpReads();
    QCOMPARE(get("/api/session").status, 429);
    QCOMPARE(m_server->send("GET", "/api/session", m_server->other()).status, 200);
}

void FairUseTest::tokensOfAnAccountShareItsAllowance()
{
    useUpReads();
    QCOMPARE(m_server->send("GET", "/api/session", m_server->ownersToken()).status, 429);
    QCOMPARE(m_server->send("GET", "/api/session", m_server->dataOwner()).status, 429);
}

void FairUseTest::cancelHasItsOwn()
{
    const QByteArray id =
        m_server->createTask(R"({"name":"a","status":"processing"})", m_server->owner());
    while (create().status != 429) { }
    const Caller owner = m_server->owner();
    QCOMPARE(m_server->send("PATCH", "/api/v1/tasks/" + id, owner, "{}").status, 429);
    QCOMPARE(m_server->send("POST", "/api/v1/tasks/" + id + "/cancel", owner).status, 200);
    QCOMPARE(m_server->send("POST", "/api/cancel-task/" + id, owner).status, 400);
    QCOMPARE(m_server->send("POST", "/api/cancel-task/" + id, owner).status, 400);
    QCOMPARE(m_server->send("POST", "/api/cancel-task/" + id, owner).status, 429);
    QCOMPARE(get("/api/session").status, 200);
}

void FairUseTest::strangersSpendNothingOfAnAccount()
{
    for (int i = 0; i < 2 * burst; ++i)
        m_server->send("GET", "/api/session", Caller::bearer("hw_wrong"));
    QCOMPARE(m_server->send("GET", "/api/session", Caller::nobody()).status, 429);
    useUpReads();
}

void FairUseTest::signedInAreNotHeldUpByStrangers()
{
    const QByteArray login = R"({"email":"owner@example.org","password":"wrong horse"})";
    for (int i = 0; i < burst; ++i)
        QCOMPARE(m_server->send("POST", "/api/login", Caller::nobody(), login).status, 401);
    const HttpAnswer answer = m_server->send("POST", "/api/login", Caller::nobody(), login);
    QCOMPARE(answer.status, 429);
    QCOMPARE(answer.body, R"({"error":"Too many requests"})");
    QCOMPARE(m_server->send("GET", "/api/v1/health", Caller::nobody()).status, 429);
    QCOMPARE(create().status, 201);
}

void FairUseTest::keyOfOneTooManyMayBeTriedAgain()
{
    RateLimits rates = smallRates();
    rates.writes = {1, 500ms};
    serveWith(rates);
    // One route whose keys the store keeps, and one whose keys the server keeps.
    for (const char *path : {"/api/v1/tasks", "/api/v1/tokens"}) {
        const auto ask = [&](int key) {
            return m_server
                ->send("POST", path, m_server->owner(), R"({"name":"a"})",
                       keyField(path + QByteArray::number(key)))
                .status;
        };
        int key = 0;
        while (ask(key) != 429)
            ++key;
        int status = 0;
        QTRY_VERIFY(status == 201 || (status = ask(key)) == 201); // asks no more once it is
    }
}

void FairUseTest::answersThatAreKnownAlreadySpendToo()
{
    const HttpAnswer first = create("key");
    QCOMPARE(first.status, 201);
    QCOMPARE(create("key").body, first.body);
    QCOMPARE(create("key").body, first.body);
    QCOMPARE(create("key").status, 429);
}

void FairUseTest::offLiftsThem()
{
    RateLimits rates = smallRates();
    rates.isOn = false;
    serveWith(rates);
    for (int i = 0; i < 4 * burst; ++i) {
        QCOMPARE(get("/api/session").status, 200);
        QCOMPARE(create().status, 201);
        QCOMPARE(m_server->send("GET", "/api/session", Caller::nobody()).status, 401);
    }
}

void FairUseTest::oneTooManyIsKeptBack()
{
    RateLimits rates = smallRates();
    rates.holdBack = 24h;
    serveWith(rates);
    useUpReads();
    RawClient waiting(m_server->port());
    waiting.send(
        requestBytes("GET /api/session HTTP/1.1", m_server->port(), m_server->owner().field));
    QCOMPARE(m_server->send("GET", "/api/session", m_server->other()).status, 200);
    QCOMPARE(create().status, 201);
    QVERIFY(waiting.isConnected());
    QCOMPARE(waiting.rest(), QByteArray());

    rates.holdBack = 1ms;
    serveWith(rates);
    useUpReads();
    QCOMPARE(get("/api/session").status, 429);
}

void FairUseTest::whoIsGoneIsNotAnswered()
{
    RateLimits rates = smallRates();
    rates.holdBack = 50ms;
    serveWith(rates);
    useUpReads();
    const QByteArray request =
        requestBytes("GET /api/session HTTP/1.1", m_server->port(), m_server->ownersToken().field);
    for (int i = 0; i < 20; ++i) {
        RawClient leaver(m_server->port());
        leaver.send(request);
        leaver.closeSendingHalf();
        leaver.abort();
    }
    QCOMPARE(get("/api/session").status, 429); // comes behind all of them
}

QTEST_GUILESS_MAIN(FairUseTest)
#include "tst_fairuse.moc"
