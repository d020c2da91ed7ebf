#include "tests/support/testserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

/// Each row of the contract's table of the seed's routes, answers compared to the byte.
class SeedRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<TestServer>(); }

    void login();
    void wrongLoginIsRefused_data();
    void wrongLoginIsRefused();
    void logoutEndsTheSession();
    void session();
    void statusOfAPendingTask();
    void statusOfAProcessingTask();
    void statusOfACompletedTask_data();
    void statusOfACompletedTask();
    void statusOfAFailedTask();
    void statusOfACancelledTask();
    void statusOfATaskThatIsBeingCancelled();
    void heartbeatAndLogAreNoUpdate();
    void chatStatus();
    void wholeTask();
    void indexProgress();
    void cancel();
    void cancelWhatIsNotProcessing();
    void malformedIdIsNotFound_data();
    void malformedIdIsNotFound();
    void polledRoutesRevalidate_data();
    void polledRoutesRevalidate();
    void headIsGetWithoutABody();
    void wrongMethodIsToldTheRightOne_data();
    void wrongMethodIsToldTheRightOne();
    void queryIsPassedOver();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        return m_server->send("GET", path, m_server->owner());
    }
    HttpAnswer post(const QByteArray &path, const QByteArray &body = {}) const
    {
        return m_server->send("POST", path, m_server->owner(), body);
    }
    QByteArray create(const QByteArray &json) const
    {
        return m_server->createTask(json, m_server->owner());
    }
    QByteArray processing() const { return create(R"({"name":"n","status":"processing"})"); }
    void change(const QByteArray &id, const QByteArray &json) const
    {
        QCOMPARE(m_server->send("PATCH", "/api/v1/tasks/" + id, m_server->owner(), json).status,
                 200);
    }
    void end(const QByteArray &id, const QByteArray &how, const QByteArray &json = {}) const
    {
        QCOMPARE(post("/api/v1/tasks/" + id + '/' + how, json).status, 200);
    }
    /// A time of the task as version 1 tells it, in quotes.
    QByteArray time(const QByteArray &id, const QString &name) const
    {
        return '"' + member(get("/api/v1/tasks/" + id).body, name).toString().toLatin1() + '"';
    }
    QByteArray statusBody(const QByteArray &id) const { return get("/api/task-status/" + id).body; }

    std::unique_ptr<TestServer> m_server;
};

void SeedRoutesTest::login()
{
    const HttpAnswer answer =
        m_server->send("POST", "/api/login", Caller::nobody(),
                       R"({"email":"OWNER@example.org","password":"correct horse"})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    QCOMPARE(answer.body, R"({"user":{"email":"owner@example.org"}})");
    static const QRegularExpression form(
        u"\\Asession=([A-Za-z0-9_-]{43}); HttpOnly; SameSite=Strict; Path=/\\z"_s);
    const auto cookie = form.match(QString::fromLatin1(answer.headers.value("set-cookie")));
    QVERIFY(cookie.hasMatch());
    const Caller caller = Caller::cookie(cookie.captured(1).toLatin1());
    QCOMPARE(m_server->send("GET", "/api/session", caller).body, answer.body);
    m_server->restart();
    QCOMPARE(m_server->send("GET", "/api/session", caller).body, answer.body);
}

void SeedRoutesTest::wrongLoginIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *body, int status) {
        QTest::newRow(name) << QByteArray(body) << status;
    };
    row("wrong password", R"({"email":"owner@example.org","password":"wrong horse"})", 401);
    row("unknown", R"({"email":"nobody@example.org","password":"correct horse"})", 401);
    row("empty password", R"({"email":"owner@example.org","password":""})", 401);
    row("empty email", R"({"email":"","password":"correct horse"})", 401);
    row("no password", R"({"email":"owner@example.org"})", 400);
    row("a number", R"({"email":"owner@example.org","password":12345678})", 400);
    row("another member", R"({"email":"a","password":"b","admin":true})", 400);
    row("nothing", "", 400);
}

void SeedRoutesTest::wrongLoginIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const HttpAnswer answer = m_server->send("POST", "/api/login", Caller::nobody(), body);
    QCOMPARE(answer.status, status);
    QVERIFY(!answer.headers.contains("set-cookie"));
    if (status == 401)
        QCOMPARE(answer.body, R"({"error":"Invalid email or password"})");
    else
        QVERIFY(member(answer.body, u"error"_s).toString().endsWith(u'.'));
}

void SeedRoutesTest::logoutEndsTheSession()
{
    QCOMPARE(post("/api/logout").status, 200);
    const HttpAnswer after = get("/api/session");
    QCOMPARE(after.status, 401);
    QCOMPARE(after.body, R"({"error":"Authentication required"})");
    QCOMPARE(m_server->send("GET", "/api/session", m_server->other()).status, 200);
    m_server->restart();
    QCOMPARE(get("/api/session").status, 401);
    m_server->signInAgain();
}

void SeedRoutesTest::session()
{
    QCOMPARE(get("/api/session").body, R"({"user":{"email":"owner@example.org"}})");
    const HttpAnswer nobody = m_server->send("GET", "/api/session", Caller::nobody());
    QCOMPARE(nobody.status, 401);
    QCOMPARE(nobody.body, R"({"error":"Authentication required"})");
}

void SeedRoutesTest::statusOfAPendingTask()
{
    const QByteArray id = create(R"({"name":"n"})");
    const HttpAnswer answer = get("/api/task-status/" + id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    QCOMPARE(answer.body,
             R"({"task_id":")" + id + R"(","status":"pending","progress":"","created_at":)"
                 + time(id, u"created_at"_s) + '}');
    static const QRegularExpression iso(
        u"\\A\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+00:00\"\\z"_s);
    QVERIFY(iso.match(QString::fromLatin1(time(id, u"created_at"_s))).hasMatch());
}

void SeedRoutesTest::statusOfAProcessingTask()
{
    const QByteArray id = processing();
    change(id, R"({"progress":"half \"way\" ä"})");
    QCOMPARE(statusBody(id),
             R"({"task_id":")" + id
                 + R"(","status":"processing","progress":"half \"way\" ä","created_at":)"
                 + time(id, u"created_at"_s) + R"(,"updated_at":)" + time(id, u"updated_at"_s)
                 + '}');
}

void SeedRoutesTest::statusOfACompletedTask_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("result");
    const auto row = [](const char *name, const char *result) {
        QTest::newRow(name) << QByteArray(R"({"result":)") + result + '}' << QByteArray(result);
    };
    QTest::newRow("no body") << QByteArray() << QByteArray("null");
    QTest::newRow("no result") << QByteArray("{}") << QByteArray("null");
    row("null", "null");
    row("a text", R"("done")");
    row("a large number as it was", "123456789012345678901234567890");
    row("a fraction as it was", "1.50");
    row("order and blanks as they were", R"({ "b" : 1,  "a" : [ true , null ] })");
    row("escapes as they were", R"("\u00e4\/")");
}

void SeedRoutesTest::statusOfACompletedTask()
{
    QFETCH(QByteArray, sent);
    QFETCH(QByteArray, result);
    const QByteArray id = processing();
    end(id, "complete", sent);
    QCOMPARE(statusBody(id),
             R"({"task_id":")" + id + R"(","status":"completed","progress":"","created_at":)"
                 + time(id, u"created_at"_s) + R"(,"updated_at":)" + time(id, u"updated_at"_s)
                 + R"(,"result":)" + result + R"(,"completed_at":)" + time(id, u"completed_at"_s)
                 + '}');
}

void SeedRoutesTest::statusOfAFailedTask()
{
    const QByteArray id = processing();
    end(id, "fail", R"({"error":"no disk"})");
    QCOMPARE(statusBody(id),
             R"({"task_id":")" + id + R"(","status":"failed","progress":"","created_at":)"
                 + time(id, u"created_at"_s) + R"(,"updated_at":)" + time(id, u"updated_at"_s)
                 + R"(,"error":"no disk","completed_at":)" + time(id, u"completed_at"_s) + '}');
}

void SeedRoutesTest::statusOfACancelledTask()
{
    const QByteArray id = processing();
    end(id, "cancel");
    QCOMPARE(member(statusBody(id), u"status"_s).toString(), u"failed"_s);
    QCOMPARE(member(statusBody(id), u"error"_s).toString(), u"Cancelled by user"_s);
}

void SeedRoutesTest::statusOfATaskThatIsBeingCancelled()
{
    const QByteArray id = create(R"({"name":"n","status":"processing","runner":true})");
    QCOMPARE(post("/api/cancel-task/" + id).status, 200);
    QCOMPARE(member(get("/api/v1/tasks/" + id).body, u"status"_s).toString(), u"cancelling"_s);
    QCOMPARE(member(statusBody(id), u"status"_s).toString(), u"processing"_s);
    QVERIFY(member(statusBody(id), u"error"_s).isUndefined());
}

void SeedRoutesTest::heartbeatAndLogAreNoUpdate()
{
    const QByteArray id = processing();
    end(id, "heartbeat");
    QCOMPARE(m_server
                 ->send("POST", "/api/v1/tasks/" + id + "/log", m_server->owner(), "text",
                        "Content-Type: text/plain\r\n")
                 .status,
             200);
    QVERIFY(!statusBody(id).contains("updated_at"));
    change(id, R"({"progress":"p"})");
    QVERIFY(statusBody(id).contains("updated_at"));
}

void SeedRoutesTest::chatStatus()
{
    const QByteArray chat = create(R"({"name":"n","kind":"chat"})");
    QCOMPARE(get("/api/chat-status/" + chat).body, statusBody(chat));
    const QByteArray build = create(R"({"name":"n","kind":"build"})");
    const HttpAnswer another = get("/api/chat-status/" + build);
    QCOMPARE(another.status, 404);
    QCOMPARE(another.body, R"({"error":"Task not found"})");
    // Whose it is comes before what kind it is.
    QCOMPARE(m_server->send("GET", "/api/chat-status/" + build, m_server->other()).status, 403);
}

void SeedRoutesTest::wholeTask()
{
    const QByteArray id = processing();
    change(id, R"({"progress":"p"})");
    const HttpAnswer answer = get("/api/task/" + id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(member(answer.body, u"user"_s).toString(), u"owner@example.org"_s);
    QCOMPARE(member(answer.body, u"status"_s).toString(), u"processing"_s);
    QCOMPARE(member(answer.body, u"progress"_s).toString(), u"p"_s);
    for (const QString &name : {u"created_at"_s, u"started_at"_s, u"updated_at"_s}) {
        QCOMPARE('"' + member(answer.body, name).toString().toLatin1() + '"', time(id, name));
    }
    QVERIFY(member(answer.body, u"result"_s).isNull());
    QVERIFY(member(answer.body, u"error"_s).isNull());
}

void SeedRoutesTest::indexProgress()
{
    const QByteArray id = processing();
    const QByteArray path = "/api/index-progress/" + id;
    QCOMPARE(get(path).body,
             R"({"status":"processing","progress":"","current_file":"","processed":0,"total":0})");
    change(id, R"({"progress":"p","current_item":"a/b.txt","current":3,"total":4.5})");
    const QByteArray known = R"("progress":"p","current_file":"a/b.txt","processed":3,"total":4.5)";
    QCOMPARE(get(path).body, R"({"status":"processing",)" + known + '}');
    end(id, "complete", R"({"result":{"files": 3}})");
    QCOMPARE(get(path).body, R"({"status":"completed",)" + known + R"(,"results":{"files": 3}})");
    const QByteArray bare = processing();
    end(bare, "complete");
    QVERIFY(!get("/api/index-progress/" + bare).body.contains("results"));
}

void SeedRoutesTest::cancel()
{
    const QByteArray id = processing();
    const HttpAnswer answer = post("/api/cancel-task/" + id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"message":"Task cancelled successfully"})");
    QCOMPARE(member(get("/api/v1/tasks/" + id).body, u"status"_s).toString(), u"cancelled"_s);
    const QByteArray withBody = processing();
    QCOMPARE(post("/api/cancel-task/" + withBody, "{}").status, 200);
}

void SeedRoutesTest::cancelWhatIsNotProcessing()
{
    const QByteArray pending = create(R"({"name":"n"})");
    const QByteArray completed = processing();
    end(completed, "complete");
    const QByteArray failed = processing();
    end(failed, "fail", R"({"error":"e"})");
    for (const QByteArray &id : {pending, completed, failed}) {
        const QByteArray before = statusBody(id);
        const HttpAnswer answer = post("/api/cancel-task/" + id);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body, R"({"error":"Task is not currently processing"})");
        QCOMPARE(statusBody(id), before);
    }
}

void SeedRoutesTest::malformedIdIsNotFound_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id :
         {"0", "nonsense", "00000000-0000-0000-0000-000000000000", "..", "%2e%2e", "a%2Fb",
          "{0b4b0b1e-57d3-4b6c-8f43-1b3ad0bdbd6f}", "0b4b0b1e57d34b6c8f431b3ad0bdbd6f",
          "0b4b0b1e-57d3-1b6c-8f43-1b3ad0bdbd6f", "%F0%9F%98%80", "a%0Ab", "' OR 1=1"}) {
        QByteArray sent(id);
        sent.replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
        QTest::newRow(id) << sent;
    }
}

void SeedRoutesTest::malformedIdIsNotFound()
{
    QFETCH(QByteArray, id);
    for (const char *path :
         {"/api/task-status/", "/api/chat-status/", "/api/task/", "/api/index-progress/"}) {
        const HttpAnswer answer = get(path + id);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.body, R"({"error":"Task not found"})");
    }
    const HttpAnswer answer = post("/api/cancel-task/" + id);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.body, R"({"error":"Task not found"})");
}

void SeedRoutesTest::polledRoutesRevalidate_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"/api/task-status/", "/api/chat-status/", "/api/task/",
                             "/api/index-progress/", "/api/v1/tasks/"})
        QTest::newRow(path) << QByteArray(path);
}

void SeedRoutesTest::polledRoutesRevalidate()
{
    QFETCH(QByteArray, path);
    const QByteArray id = create(R"({"name":"n","kind":"chat","status":"processing"})");
    const HttpAnswer first = get(path + id);
    const QByteArray tag = first.headers.value("etag");
    QVERIFY(tag.startsWith('"') && tag.endsWith('"') && tag.size() > 10);
    const auto again = [&](const QByteArray &known, const QByteArray &method = "GET") {
        return m_server->send(method, path + id, m_server->owner(), {},
                              "If-None-Match: " + known + "\r\n");
    };
    for (const QByteArray &known : {tag, "W/" + tag, "\"x\", " + tag, QByteArray("*")}) {
        const HttpAnswer same = again(known);
        QCOMPARE(same.status, 304);
        QCOMPARE(same.body, "");
        QCOMPARE(same.headers.value("etag"), tag);
        QCOMPARE(same.headers.value("x-content-type-options"), "nosniff");
        QVERIFY(!same.headers.contains("content-length"));
        QCOMPARE(again(known, "HEAD").status, 304);
    }
    QCOMPARE(again("\"x\"").status, 200);
    change(id, R"({"progress":"p"})");
    const HttpAnswer changed = again(tag);
    QCOMPARE(changed.status, 200);
    QVERIFY(changed.headers.value("etag") != tag);
    // A stranger learns nothing from a tag.
    QCOMPARE(m_server
                 ->send("GET", path + id, m_server->other(), {},
                        "If-None-Match: " + changed.headers.value("etag") + "\r\n")
                 .status,
             403);
}

void SeedRoutesTest::headIsGetWithoutABody()
{
    const QByteArray path = "/api/task-status/" + processing();
    const HttpAnswer head = m_server->send("HEAD", path, m_server->owner());
    const HttpAnswer whole = get(path);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-length").toLongLong(), whole.body.size());
    QCOMPARE(head.headers.value("etag"), whole.headers.value("etag"));
    QCOMPARE(m_server->send("HEAD", path, Caller::nobody()).status, 401);
    QCOMPARE(m_server->send("HEAD", path, m_server->other()).status, 403);
}

void SeedRoutesTest::wrongMethodIsToldTheRightOne_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("allowed");
    const auto row = [](const char *method, const char *path, const char *allowed) {
        QTest::addRow("%s %s", method, path)
            << QByteArray(method) << QByteArray(path) << QByteArray(allowed);
    };
    row("POST", "/api/task-status/x", "GET, HEAD");
    row("DELETE", "/api/task/x", "GET, HEAD");
    row("GET", "/api/cancel-task/x", "POST");
    row("GET", "/api/login", "POST");
    row("HEAD", "/api/logout", "POST");
    row("OPTIONS", "/api/session", "GET, HEAD");
    row("TRACE", "/api/session", "GET, HEAD");
    row("get", "/api/session", "GET, HEAD");
    row("PUT", "/api/v1/tasks", "GET, HEAD, POST");
    row("BREW", "/api/v1/tasks/x", "GET, HEAD, PATCH, DELETE");
}

void SeedRoutesTest::wrongMethodIsToldTheRightOne()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, allowed);
    const HttpAnswer answer = m_server->send(method, path, m_server->owner());
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.headers.value("allow"), allowed);
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
}

void SeedRoutesTest::queryIsPassedOver()
{
    const QByteArray id = processing();
    QCOMPARE(get("/api/task-status/" + id + "?_=1730000000&x").body, statusBody(id));
}

QTEST_GUILESS_MAIN(SeedRoutesTest)
#include "tst_seedroutes.moc"
