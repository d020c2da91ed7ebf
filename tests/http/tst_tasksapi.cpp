#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto tasks = "/api/v1/tasks";

QString text(const HttpAnswer &answer, const QString &name)
{
    return member(answer.body, name).toString();
}

QStringList namesOf(const HttpAnswer &page)
{
    QStringList names;
    for (const auto &task : member(page.body, u"tasks"_s).toArray())
        names.append(task.toObject().value(u"name"_s).toString());
    return names;
}

qint64 revisionOf(const HttpAnswer &answer)
{
    return member(answer.body, u"revision"_s).toInteger();
}

} // namespace

class TasksApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<TestServer>(); }

    void createdTaskIsTold();
    void everyMemberIsThere();
    void lifeOfATask();
    void failedTaskTellsHow();
    void endedTaskRefusesWithItself_data();
    void endedTaskRefusesWithItself();
    void cancelTakesPendingAndTwice();
    void cancelOfATaskWithARunnerWaitsForIt();
    void pauseAndResumeMayBeSentTwice();
    void onlyWhatIsProcessingIsPaused();
    void retryMakesANewAttempt();
    void onlyWhatHasEndedIsRetried();
    void heartbeatChangesNothing();
    void staleSequenceIsRefused();
    void onlyAnEndedTaskIsDeleted();
    void replayGetsTheFirstAnswer_data();
    void replayGetsTheFirstAnswer();
    void replayOutlivesARestart();
    void secretIsNotMadeTwiceAfterARestart();
    void accountIsNotMadeTwiceAfterARestart();
    void keyOfARefusedTokenMayBeUsed();
    void keyIsForOneRequest();
    void keyOfAnotherAccountIsAnother();
    void malformedKeyIsRefused_data();
    void malformedKeyIsRefused();
    void pagesLinkToTheNext();
    void listFilters_data();
    void listFilters();
    void sinceTellsWhatChanged();
    void waitComesWithTheChange();
    void waitEndsWithItsTime();
    void waitOfAnEndedTaskComesAtOnce();
    void waitForAForeignTaskIsRefused();
    void waitRevalidates();
    void logIsKeptAndRead();
    void logPieceSentTwiceIsKeptOnce();
    void logTakesAMebibyte();
    void tokensLifeCycle();
    void accountsLifeCycle();
    void pinIsAllThatChanges();
    void retentionIsReadAndSet();
    void badRetentionIsRefused_data();
    void badRetentionIsRefused();
    void healthTellsTheVersion();
    void answersCarryTheHeaders_data();
    void answersCarryTheHeaders();

private:
    HttpAnswer get(const QByteArray &path) const
    {
        return m_server->send("GET", path, m_server->owner());
    }
    HttpAnswer post(const QByteArray &path, const QByteArray &body = {},
                    const QByteArray &fields = {}) const
    {
        return m_server->send("POST", path, m_server->owner(), body, fields);
    }
    HttpAnswer patch(const QByteArray &id, const QByteArray &body,
                     const QByteArray &fields = {}) const
    {
        return m_server->send("PATCH", pathOf(id), m_server->owner(), body, fields);
    }
    HttpAnswer append(const QByteArray &id, const QByteArray &bytes,
                      const QByteArray &query = {}) const
    {
        return post(pathOf(id, "/log" + query), bytes, "Content-Type: text/plain\r\n");
    }
    QByteArray create(const QByteArray &json) const
    {
        return m_server->createTask(json, m_server->owner());
    }
    QByteArray processing() const { return create(R"({"name":"n","status":"processing"})"); }
    static QByteArray pathOf(const QByteArray &id, const QByteArray &action = {})
    {
        return tasks + ('/' + id) + action;
    }

    std::unique_ptr<TestServer> m_server;
};

void TasksApiTest::createdTaskIsTold()
{
    const HttpAnswer answer = post(tasks,
                                   R"({"name":"build","kind":"make","total":10,"unit":"files",)"
                                   R"("labels":{"branch":"main"},"host":"h","status":"pending"})");
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    const QByteArray id = text(answer, u"task_id"_s).toLatin1();
    QCOMPARE(answer.headers.value("location"), pathOf(id));
    QCOMPARE(text(answer, u"owner"_s), QString::fromLatin1(TestServer::ownerEmail));
    QCOMPARE(text(answer, u"status"_s), u"pending"_s);
    QCOMPARE(member(answer.body, u"total"_s).toDouble(), 10.0);
    QCOMPARE(member(answer.body, u"labels"_s).toObject().value(u"branch"_s).toString(), u"main"_s);
    QCOMPARE(get(pathOf(id)).body, answer.body);
}

void TasksApiTest::everyMemberIsThere()
{
    const QStringList expected =
        u"task_id name kind status owner host progress fraction current total unit current_item "
        "created_at started_at updated_at completed_at result error exit_code signal labels "
        "attempt retry_of stalled eta revision"_s.split(u' ');
    const QJsonObject task =
        QJsonDocument::fromJson(get(pathOf(create(R"({"name":"n"})"))).body).object();
    for (const QString &name : expected)
        QVERIFY2(task.contains(name), qPrintable(name));
    const QStringList unknown = u"kind host fraction current total unit current_item started_at "
                                "updated_at completed_at result error exit_code signal retry_of "
                                "eta"_s.split(u' ');
    for (const QString &name : unknown)
        QVERIFY2(task.value(name).isNull(), qPrintable(name));
}

void TasksApiTest::lifeOfATask()
{
    const QByteArray id = create(R"({"name":"n","total":4})");
    HttpAnswer answer = patch(id, R"({"status":"processing","current":1,"current_item":"a"})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer, u"status"_s), u"processing"_s);
    QCOMPARE(member(answer.body, u"fraction"_s).toDouble(), 0.25);
    const qint64 before = revisionOf(answer);
    answer = patch(id, R"({"progress":"almost","fraction":0.9})");
    QCOMPARE(member(answer.body, u"fraction"_s).toDouble(), 0.9);
    QVERIFY(revisionOf(answer) > before);
    answer = post(pathOf(id, "/complete"), R"({"result":{"a":[1,2]},"exit_code":0})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer, u"status"_s), u"completed"_s);
    QVERIFY(answer.body.contains(R"("result":{"a":[1,2]})"));
    QCOMPARE(member(answer.body, u"exit_code"_s).toInt(-1), 0);
    m_server->restart();
    QCOMPARE(get(pathOf(id)).body, answer.body);
}

void TasksApiTest::failedTaskTellsHow()
{
    const QByteArray id = processing();
    const HttpAnswer answer =
        post(pathOf(id, "/fail"), R"({"error":"it broke","exit_code":137,"signal":9})");
    QCOMPARE(text(answer, u"status"_s), u"failed"_s);
    QCOMPARE(text(answer, u"error"_s), u"it broke"_s);
    QCOMPARE(member(answer.body, u"exit_code"_s).toInt(), 137);
    QCOMPARE(member(answer.body, u"signal"_s).toInt(), 9);
}

void TasksApiTest::endedTaskRefusesWithItself_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("patch") << QByteArray("PATCH") << QByteArray()
                           << QByteArray(R"({"progress":""})");
    QTest::newRow("complete") << QByteArray("POST") << QByteArray("/complete") << QByteArray();
    QTest::newRow("fail") << QByteArray("POST") << QByteArray("/fail")
                          << QByteArray(R"({"error":"e"})");
    QTest::newRow("cancel") << QByteArray("POST") << QByteArray("/cancel") << QByteArray();
    QTest::newRow("pause") << QByteArray("POST") << QByteArray("/pause") << QByteArray();
    QTest::newRow("resume") << QByteArray("POST") << QByteArray("/resume") << QByteArray();
    QTest::newRow("heartbeat") << QByteArray("POST") << QByteArray("/heartbeat") << QByteArray();
}

void TasksApiTest::endedTaskRefusesWithItself()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, body);
    const QByteArray id = processing();
    const HttpAnswer ended = post(pathOf(id, "/complete"));
    const HttpAnswer answer = m_server->send(method, pathOf(id, action), m_server->owner(), body);
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.headers.value("content-type"), "application/problem+json");
    QCOMPARE(member(answer.body, u"status"_s).toInt(), 409);
    for (const QString &name : {u"type"_s, u"title"_s, u"detail"_s, u"error"_s})
        QVERIFY2(!text(answer, name).isEmpty(), qPrintable(name));
    QCOMPARE(member(answer.body, u"task"_s).toObject(),
             QJsonDocument::fromJson(ended.body).object());
    QCOMPARE(get(pathOf(id)).body, ended.body);
}

void TasksApiTest::cancelTakesPendingAndTwice()
{
    const QByteArray id = create(R"({"name":"n"})");
    const HttpAnswer first = post(pathOf(id, "/cancel"), "{}");
    QCOMPARE(first.status, 200);
    QCOMPARE(text(first, u"status"_s), u"cancelled"_s);
    const HttpAnswer second = post(pathOf(id, "/cancel"));
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, first.body);
}

void TasksApiTest::cancelOfATaskWithARunnerWaitsForIt()
{
    const QByteArray id = create(R"({"name":"n","status":"processing","runner":true})");
    QCOMPARE(text(post(pathOf(id, "/cancel")), u"status"_s), u"cancelling"_s);
    QCOMPARE(text(post(pathOf(id, "/heartbeat")), u"status"_s), u"cancelling"_s);
    QCOMPARE(text(post(pathOf(id, "/fail"), R"({"error":"killed"})"), u"status"_s), u"cancelled"_s);
}

void TasksApiTest::pauseAndResumeMayBeSentTwice()
{
    const QByteArray id = processing();
    for (const auto &[action, becomes] :
         {std::pair{"/pause", u"paused"_s}, std::pair{"/resume", u"processing"_s}}) {
        const HttpAnswer first = post(pathOf(id, action), "{}");
        QCOMPARE(first.status, 200);
        QCOMPARE(text(first, u"status"_s), becomes);
        const HttpAnswer second = post(pathOf(id, action));
        QCOMPARE(second.status, 200);
        QCOMPARE(second.body, first.body);
    }
    post(pathOf(id, "/pause"));
    QCOMPARE(text(patch(id, R"({"progress":"p","status":"processing"})"), u"status"_s),
             u"paused"_s); // only resume ends a pause
    QCOMPARE(text(get("/api/task-status/" + id), u"status"_s), u"processing"_s);
    QCOMPARE(text(post(pathOf(id, "/complete")), u"status"_s), u"completed"_s);
}

void TasksApiTest::onlyWhatIsProcessingIsPaused()
{
    const QByteArray id = create(R"({"name":"n"})");
    for (const char *action : {"/pause", "/resume"}) {
        const HttpAnswer refused = post(pathOf(id, action));
        QCOMPARE(refused.status, 409);
        QCOMPARE(member(refused.body, u"task"_s).toObject(),
                 QJsonDocument::fromJson(get(pathOf(id)).body).object());
        QCOMPARE(post(pathOf(id, action), R"({"a":1})").status, 400);
    }
}

void TasksApiTest::retryMakesANewAttempt()
{
    const QByteArray id =
        create(R"({"name":"n","kind":"k","labels":{"a":"b"},"total":4,)"
               R"("unit":"rows","host":"h","status":"processing","runner":true})");
    const HttpAnswer ended = post(pathOf(id, "/fail"), R"({"error":"e","exit_code":3})");
    const HttpAnswer answer = post(pathOf(id, "/retry"), "{}", keyField("retry"));
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.headers.value("location"),
             QByteArray(tasks) + '/' + text(answer, u"task_id"_s).toLatin1());
    QJsonObject made = QJsonDocument::fromJson(answer.body).object();
    const QJsonObject before = QJsonDocument::fromJson(ended.body).object();
    for (const QString &same :
         {u"name"_s, u"kind"_s, u"labels"_s, u"total"_s, u"unit"_s, u"host"_s, u"owner"_s})
        QCOMPARE(made.value(same), before.value(same));
    QCOMPARE(made.value(u"retry_of"_s).toString(), QString::fromLatin1(id));
    QCOMPARE(made.value(u"attempt"_s).toInt(), 2);
    QCOMPARE(made.value(u"status"_s).toString(), u"pending"_s);
    for (const QString &gone : {u"error"_s, u"exit_code"_s, u"started_at"_s, u"completed_at"_s})
        QVERIFY2(made.value(gone).isNull(), qPrintable(gone));
    QCOMPARE(made.value(u"runner"_s).toBool(), false); // nothing runs it
    QCOMPARE(get(pathOf(id)).body, ended.body);

    const HttpAnswer again = post(pathOf(id, "/retry"), "{}", keyField("retry"));
    QCOMPARE(again.body, answer.body);
    QCOMPARE(again.headers.value("location"), answer.headers.value("location"));
    QVERIFY(post(pathOf(id, "/retry")).body != answer.body);
}

void TasksApiTest::onlyWhatHasEndedIsRetried()
{
    const QByteArray id = processing();
    const HttpAnswer refused = post(pathOf(id, "/retry"));
    QCOMPARE(refused.status, 409);
    QCOMPARE(member(refused.body, u"task"_s).toObject(),
             QJsonDocument::fromJson(get(pathOf(id)).body).object());
    post(pathOf(id, "/cancel"));
    QCOMPARE(post(pathOf(id, "/retry")).status, 201);
    QCOMPARE(post(pathOf(id, "/retry"), "[]").status, 400);
}

void TasksApiTest::heartbeatChangesNothing()
{
    const QByteArray id = processing();
    const HttpAnswer before = get(pathOf(id));
    QCOMPARE(post(pathOf(id, "/heartbeat"), "{}").body, before.body);
    QCOMPARE(get(pathOf(id)).body, before.body);
}

void TasksApiTest::staleSequenceIsRefused()
{
    const QByteArray id = processing();
    QCOMPARE(patch(id, R"({"progress":"two","sequence":2})").status, 200);
    for (const char *stale :
         {R"({"progress":"one","sequence":1})", R"({"progress":"two again","sequence":2})"}) {
        const HttpAnswer answer = patch(id, stale);
        QCOMPARE(answer.status, 409);
        QCOMPARE(text(answer, u"type"_s), u"urn:headway:problem:stale-sequence"_s);
        QCOMPARE(member(answer.body, u"task"_s).toObject().value(u"progress"_s).toString(),
                 u"two"_s);
    }
    QCOMPARE(text(patch(id, R"({"progress":"three","sequence":3})"), u"progress"_s), u"three"_s);
}

void TasksApiTest::onlyAnEndedTaskIsDeleted()
{
    const QByteArray id = processing();
    QCOMPARE(append(id, "text").status, 200);
    const auto remove = [&] { return m_server->send("DELETE", pathOf(id), m_server->owner()); };
    QCOMPARE(remove().status, 409);
    QCOMPARE(post(pathOf(id, "/complete")).status, 200);
    const HttpAnswer removed = remove();
    QCOMPARE(removed.status, 204);
    QCOMPARE(removed.body, "");
    QVERIFY(!removed.headers.contains("content-length"));
    QCOMPARE(remove().status, 404);
    QCOMPARE(get(pathOf(id)).status, 404);
    QCOMPARE(get(pathOf(id, "/log")).status, 404);
}

void TasksApiTest::replayGetsTheFirstAnswer_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("create") << QByteArray("create") << QByteArray(R"({"name":"once"})");
    QTest::newRow("patch") << QByteArray() << QByteArray(R"({"progress":"p","sequence":1})");
    QTest::newRow("complete") << QByteArray("/complete") << QByteArray(R"({"result":1})");
    QTest::newRow("fail") << QByteArray("/fail") << QByteArray(R"({"error":"e"})");
    QTest::newRow("cancel") << QByteArray("/cancel") << QByteArray();
    QTest::newRow("pause") << QByteArray("/pause") << QByteArray();
    QTest::newRow("resume") << QByteArray("/resume") << QByteArray();
    QTest::newRow("log") << QByteArray("/log") << QByteArray("a line\n");
    QTest::newRow("token") << QByteArray("token") << QByteArray(R"({"name":"once"})");
    QTest::newRow("the seed's cancel") << QByteArray("seed") << QByteArray();
}

void TasksApiTest::replayGetsTheFirstAnswer()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, body);
    const QByteArray id = processing();
    const QByteArray key = keyField(QByteArray("replay-") + QTest::currentDataTag());
    const auto ask = [&, field = key.simplified().replace(' ', '-').replace(":-", ": ") + "\r\n"] {
        if (action == "create")
            return post(tasks, body, field);
        if (action == "token")
            return post("/api/v1/tokens", body, field);
        if (action == "seed")
            return post("/api/cancel-task/" + id, body, field);
        if (action.isEmpty())
            return patch(id, body, field);
        return post(pathOf(id, action), body,
                    field + (action == "/log" ? "Content-Type: text/plain\r\n" : ""));
    };
    const auto world = [&] {
        return get(tasks).body + get(pathOf(id, "/log")).body + get("/api/v1/tokens").body;
    };
    const HttpAnswer first = ask();
    QVERIFY(first.status == 200 || first.status == 201);
    const QByteArray before = world();
    const HttpAnswer again = ask();
    QCOMPARE(again.status, first.status);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.headers.value("location"), first.headers.value("location"));
    QCOMPARE(world(), before);
}

void TasksApiTest::replayOutlivesARestart()
{
    const QByteArray body = R"({"name":"kept"})";
    const HttpAnswer first = post(tasks, body, keyField("restart"));
    const QByteArray log = pathOf(processing(), "/log");
    const QByteArray fields = "Content-Type: text/plain\r\n" + keyField("piece");
    const HttpAnswer piece = post(log, "one ", fields);
    QCOMPARE(piece.status, 200);
    m_server->restart();
    QCOMPARE(post(tasks, body, keyField("restart")).body, first.body);
    QCOMPARE(namesOf(get(tasks + QByteArray("?q=kept"))).size(), 1);
    QCOMPARE(post(log, "one ", fields).body, piece.body);
    QCOMPARE(get(log).body, "one ");
    m_server->restart();
    QCOMPARE(post(log, "another ", fields).status, 422);
}

/// Its answer is kept nowhere, but that there was one is.
void TasksApiTest::secretIsNotMadeTwiceAfterARestart()
{
    const QByteArray path = "/api/v1/tokens";
    const QByteArray body = R"({"name":"once"})";
    QCOMPARE(post(path, body, keyField("secret")).status, 201);
    const QByteArray before = get(path).body;
    m_server->restart();
    for (int i = 0; i < 2; ++i) {
        const HttpAnswer again = post(path, body, keyField("secret"));
        QCOMPARE(again.status, 409);
        QVERIFY2(again.body.contains("with a new Idempotency-Key"), again.body.constData());
    }
    QCOMPARE(post(path, R"({"name":"other"})", keyField("secret")).status, 422);
    QCOMPARE(get(path).body, before);
    QCOMPARE(post(path, body, keyField("secret-2")).status, 201);
}

void TasksApiTest::accountIsNotMadeTwiceAfterARestart()
{
    const auto add = [this](const QByteArray &email) {
        return m_server->send("POST", "/api/v1/accounts", m_server->dataOwner(),
                              R"({"email":")" + email + R"("})", keyField("account"));
    };
    QCOMPARE(add("third@example.org").status, 201);
    m_server->restart();
    const HttpAnswer again = add("third@example.org");
    QCOMPARE(again.status, 409);
    QVERIFY2(again.body.contains("with a new Idempotency-Key"), again.body.constData());
    QCOMPARE(add("fourth@example.org").status, 422);
    QCOMPARE(m_server->send("DELETE", "/api/v1/accounts/third@example.org", m_server->dataOwner())
                 .status,
             204);
}

void TasksApiTest::keyOfARefusedTokenMayBeUsed()
{
    const QByteArray name(300, 'n'); // longer than a token's may be
    const QByteArray body = R"({"name":")" + name + R"("})";
    for (int i = 0; i < 2; ++i)
        QCOMPARE(post("/api/v1/tokens", body, keyField("refused")).status, 400);
    m_server->restart();
    QCOMPARE(post("/api/v1/tokens", body, keyField("refused")).status, 400);
}

void TasksApiTest::keyIsForOneRequest()
{
    QCOMPARE(post(tasks, R"({"name":"a"})", keyField("one")).status, 201);
    const HttpAnswer answer = post(tasks, R"({"name":"b"})", keyField("one"));
    QCOMPARE(answer.status, 422);
    QCOMPARE(text(answer, u"type"_s), u"urn:headway:problem:key-reused"_s);
    const QByteArray id = processing();
    const QByteArray log = pathOf(id, "/log");
    const QByteArray type = "Content-Type: text/plain\r\n";
    QCOMPARE(post(log, "a", type + keyField("two")).status, 200);
    QCOMPARE(post(log, "b", type + keyField("two")).status, 422);
    QCOMPARE(get(log).body, "a");
}

void TasksApiTest::keyOfAnotherAccountIsAnother()
{
    const QByteArray body = R"({"name":"same"})";
    const HttpAnswer mine = post(tasks, body, keyField("shared"));
    const HttpAnswer theirs =
        m_server->send("POST", tasks, m_server->other(), body, keyField("shared"));
    QCOMPARE(theirs.status, 201);
    QVERIFY(text(theirs, u"task_id"_s) != text(mine, u"task_id"_s));
    const HttpAnswer token = post("/api/v1/tokens", "{}", keyField("shared-token"));
    const HttpAnswer theirToken =
        m_server->send("POST", "/api/v1/tokens", m_server->other(), "{}", keyField("shared-token"));
    QCOMPARE(theirToken.status, 201);
    QVERIFY(text(token, u"token"_s) != text(theirToken, u"token"_s));
}

void TasksApiTest::malformedKeyIsRefused_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a blank") << QByteArray("a b");
    QTest::newRow("not ASCII") << QByteArray("\xc3\xa4");
    QTest::newRow("256 characters") << QByteArray(256, 'k');
}

void TasksApiTest::malformedKeyIsRefused()
{
    QFETCH(QByteArray, key);
    const HttpAnswer answer = post(tasks, R"({"name":"not made"})", keyField(key));
    QCOMPARE(answer.status, 400);
    QCOMPARE(namesOf(get(tasks + QByteArray("?q=not+made"))).size(), 0);
}

void TasksApiTest::pagesLinkToTheNext()
{
    for (int i = 0; i < 5; ++i)
        create(R"({"name":"page )" + QByteArray::number(i) + R"(","kind":"paged"})");
    QStringList names;
    QByteArray path = QByteArray(tasks) + "?kind=paged&limit=2&q=p%61ge";
    int pages = 0;
    while (!path.isEmpty()) {
        const HttpAnswer page = get(path);
        QCOMPARE(page.status, 200);
        names += namesOf(page);
        ++pages;
        const QByteArray link = page.headers.value("link");
        QCOMPARE(link.isEmpty(), member(page.body, u"next_cursor"_s).isNull());
        QVERIFY(link.isEmpty() || link.endsWith(">; rel=\"next\""));
        path = link.isEmpty() ? QByteArray() : link.mid(1, link.indexOf('>') - 1);
    }
    QCOMPARE(names, (QStringList{u"page 4"_s, u"page 3"_s, u"page 2"_s, u"page 1"_s, u"page 0"_s}));
    QCOMPARE(pages, 3);
}

void TasksApiTest::listFilters_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("names");
    const auto row = [](const char *query, const QString &names) {
        QTest::newRow(query) << QByteArray(query) << names.split(u' ', Qt::SkipEmptyParts);
    };
    row("kind=filtered", u"c b a"_s);
    row("kind=filtered&status=completed", u"a"_s);
    row("kind=filtered&status=completed,pending", u"b a"_s);
    row("kind=filtered&status=lost", u""_s);
    row("kind=filtered&label=team=x%3Dy", u"b"_s);
    row("kind=filtered&label=team%3Dx%3Dy", u"b"_s);
    row("kind=filtered&label=team=z", u""_s);
    row("kind=filtered&q=half+way", u"c"_s);
    row("query=kind:filtered+%22half+way%22+since:1d", u"c"_s);
    row("kind=filtered&query=-%22half+way%22+label:team%3Dx%3Dy", u"b"_s);
    row("kind=filtered&q=HALF%20WAY", u"c"_s);
    row("kind=filtered&limit=1", u"c"_s);
    row("kind=filtered&limit=1000", u"c b a"_s);
    row("kind=nothing", u""_s);
    row("kind=filtered&", u"c b a"_s);
}

void TasksApiTest::listFilters()
{
    QFETCH(QByteArray, query);
    QFETCH(QStringList, names);
    if (namesOf(get(tasks + QByteArray("?kind=filtered"))).isEmpty()) {
        const QByteArray a = create(R"({"name":"a","kind":"filtered","status":"processing"})");
        QCOMPARE(post(pathOf(a, "/complete")).status, 200);
        create(R"({"name":"b","kind":"filtered","labels":{"team":"x=y"}})");
        const QByteArray c = create(R"({"name":"c","kind":"filtered","status":"processing"})");
        QCOMPARE(patch(c, R"({"progress":"half way"})").status, 200);
    }
    const HttpAnswer page = get(tasks + ('?' + query));
    QCOMPARE(page.status, 200);
    QCOMPARE(namesOf(page), names);
}

void TasksApiTest::sinceTellsWhatChanged()
{
    const QByteArray old = processing();
    const QByteArray ended = processing();
    QCOMPARE(post(pathOf(ended, "/complete")).status, 200);
    const HttpAnswer page = get(tasks + QByteArray("?limit=1"));
    QVERIFY(member(page.body, u"deleted"_s).isUndefined());
    const QByteArray since = QByteArray(tasks) + "?since=" + QByteArray::number(revisionOf(page));
    const HttpAnswer nothing = get(since);
    QCOMPARE(namesOf(nothing).size(), 0);
    QCOMPARE(member(nothing.body, u"deleted"_s), QJsonValue(QJsonArray()));
    QCOMPARE(patch(old, R"({"progress":"new"})").status, 200);
    QCOMPARE(m_server->send("DELETE", pathOf(ended), m_server->owner()).status, 204);
    const HttpAnswer some = get(since);
    QCOMPARE(namesOf(some).size(), 1);
    QCOMPARE(member(some.body, u"deleted"_s).toArray(), QJsonArray{QString::fromLatin1(ended)});
    QVERIFY(revisionOf(some) > revisionOf(page));
}

void TasksApiTest::waitComesWithTheChange()
{
    const QByteArray id = processing();
    const HttpAnswer before = get(pathOf(id));
    const QByteArray revision = QByteArray::number(revisionOf(before));
    for (const QByteArray &query : {"?wait=60&revision=" + revision, QByteArray("?wait=60")}) {
        RawClient client(m_server->port());
        client.send(requestBytes("GET " + pathOf(id) + query + " HTTP/1.1", m_server->port(),
                                 m_server->owner().field));
        // Others are served while it waits.
        QCOMPARE(get(pathOf(id)).status, 200);
        QCOMPARE(client.rest(), "");
        QCOMPARE(patch(id, R"({"progress":")" + query.mid(1, 8) + R"("})").status, 200);
        if (query.contains("revision")) {
            QCOMPARE(text(client.answer(), u"progress"_s), QString::fromLatin1(query.mid(1, 8)));
            return;
        }
    }
}

void TasksApiTest::waitEndsWithItsTime()
{
    const QByteArray id = processing();
    const HttpAnswer before = get(pathOf(id));
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer =
        get(pathOf(id, "?wait=0.2&revision=") + QByteArray::number(revisionOf(before)));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, before.body);
    QVERIFY(timer.elapsed() >= 190);
    QCOMPARE(get(pathOf(id, "?wait=0")).body, before.body);
}

void TasksApiTest::waitOfAnEndedTaskComesAtOnce()
{
    const QByteArray id = processing();
    const HttpAnswer ended = post(pathOf(id, "/complete"));
    const HttpAnswer answer =
        get(pathOf(id, "?wait=60&revision=") + QByteArray::number(revisionOf(ended)));
    QCOMPARE(answer.body, ended.body);
    QCOMPARE(get(pathOf(processing(), "?wait=60&revision=0")).status, 200); // known is not newest
}

void TasksApiTest::waitForAForeignTaskIsRefused()
{
    const QByteArray id = processing();
    const QByteArray revision = QByteArray::number(revisionOf(get(pathOf(id))));
    for (const QByteArray &query : {"?wait=60&revision=" + revision, QByteArray("?wait=60")}) {
        QCOMPARE(m_server->send("GET", pathOf(id, query), m_server->other()).status, 403);
        QCOMPARE(get(pathOf(TaskId::make().toString().toLatin1(), query)).status, 404);
    }
}

void TasksApiTest::waitRevalidates()
{
    const QByteArray id = processing();
    const HttpAnswer before = get(pathOf(id));
    const HttpAnswer same = m_server->send(
        "GET", pathOf(id, "?wait=0.05&revision=" + QByteArray::number(revisionOf(before))),
        m_server->owner(), {}, "If-None-Match: " + before.headers.value("etag") + "\r\n");
    QCOMPARE(same.status, 304);
}

void TasksApiTest::logIsKeptAndRead()
{
    const QByteArray id = processing();
    const QByteArray bytes("one\n\0\xff\x1b[1mtwo\n", 14);
    QCOMPARE(append(id, bytes).body, R"({"size":14})");
    QCOMPARE(post(pathOf(id, "/log"), "three", "Content-Type: application/octet-stream\r\n").body,
             R"({"size":19})");
    const HttpAnswer whole = get(pathOf(id, "/log"));
    QCOMPARE(whole.body, bytes + "three");
    QCOMPARE(whole.headers.value("content-type"), "text/plain; charset=utf-8");
    QCOMPARE(whole.headers.value("headway-log-offset"), "0");
    QCOMPARE(whole.headers.value("headway-log-size"), "19");
    const HttpAnswer piece = get(pathOf(id, "/log?offset=4&limit=2"));
    QCOMPARE(piece.body, bytes.mid(4, 2));
    QCOMPARE(piece.headers.value("headway-log-offset"), "4");
    const HttpAnswer tail = get(pathOf(id, "/log?offset=-5"));
    QCOMPARE(tail.body, "three");
    QCOMPARE(tail.headers.value("headway-log-offset"), "14");
    QCOMPARE(get(pathOf(id, "/log?offset=99")).body, "");
    QCOMPARE(post(pathOf(id, "/complete")).status, 200);
    QCOMPARE(append(id, "late").status, 409);
    QCOMPARE(get(pathOf(id, "/log")).body, whole.body);
}

void TasksApiTest::logPieceSentTwiceIsKeptOnce()
{
    const QByteArray id = processing();
    QCOMPARE(append(id, "hello ", "?offset=0").body, R"({"size":6})");
    QCOMPARE(append(id, "hello world", "?offset=0").body, R"({"size":11})");
    QCOMPARE(append(id, "hello ", "?offset=0").body, R"({"size":11})");
    QCOMPARE(append(id, "!", "?offset=12").status, 400);
    QCOMPARE(get(pathOf(id, "/log")).body, "hello world");
}

void TasksApiTest::logTakesAMebibyte()
{
    const QByteArray id = processing();
    const QByteArray piece(1024 * 1024, 'x');
    QCOMPARE(append(id, piece).status, 200);
    QCOMPARE(append(id, piece + 'x').status, 413);
    QCOMPARE(get(pathOf(id, "/log?limit=1048576")).body, piece);
    QCOMPARE(get(pathOf(id, "/log?offset=-1")).headers.value("headway-log-size"), "1048576");
}

void TasksApiTest::tokensLifeCycle()
{
    const HttpAnswer made =
        post("/api/v1/tokens", R"({"name":"ci","scope":"read","expires_in":3600})");
    QCOMPARE(made.status, 201);
    const QByteArray secret = text(made, u"token"_s).toLatin1();
    QVERIFY(secret.startsWith("hw_"));
    QCOMPARE(text(made, u"scope"_s), u"read"_s);
    QVERIFY(!text(made, u"expires_at"_s).isEmpty());
    QVERIFY(!get("/api/v1/tokens").body.contains(secret));
    QVERIFY(get("/api/v1/tokens").body.contains(text(made, u"token_id"_s).toLatin1()));
    const Caller reader = Caller::bearer(secret);
    QCOMPARE(m_server->send("GET", tasks, reader).status, 200);
    QCOMPARE(m_server->send("POST", tasks, reader, R"({"name":"a"})").status, 403);
    QCOMPARE(m_server->send("POST", "/api/v1/tokens", reader, "{}").status, 403);
    m_server->restart();
    QCOMPARE(m_server->send("GET", tasks, reader).status, 200);
    const QByteArray path = "/api/v1/tokens/" + text(made, u"token_id"_s).toLatin1();
    QCOMPARE(m_server->send("DELETE", path, m_server->owner()).status, 204);
    QCOMPARE(m_server->send("GET", tasks, reader).status, 401);
    const HttpAnswer gone = m_server->send("DELETE", path, m_server->owner());
    QCOMPARE(gone.status, 404);
    QCOMPARE(text(gone, u"error"_s), u"Token not found"_s);
}

void TasksApiTest::accountsLifeCycle()
{
    const Caller owner = m_server->dataOwner();
    const auto send = [&](const QByteArray &method, const QByteArray &path,
                          const QByteArray &body = {}) {
        return m_server->send(method, "/api/v1/accounts" + path, owner, body);
    };
    const HttpAnswer made = send("POST", {}, R"({"email":"a+b@example.org"})");
    QCOMPARE(made.status, 201);
    QCOMPARE(member(made.body, u"has_password"_s), QJsonValue(false));
    QCOMPARE(send("POST", {}, R"({"email":"A+B@example.org"})").status, 409);
    QCOMPARE(send("PUT", "/a%2Bb%40example.org/password", R"({"password":"short"})").status, 400);
    QCOMPARE(send("PUT", "/a%2Bb%40example.org/password", R"({"password":"long enough"})").status,
             204);
    QCOMPARE(m_server
                 ->send("POST", "/api/login", Caller::nobody(),
                        R"({"email":"a+b@example.org","password":"long enough"})")
                 .status,
             200);
    QCOMPARE(member(send("GET", {}).body, u"accounts"_s).toArray().size(), 3);
    QCOMPARE(send("DELETE", "/a+b@example.org").status, 204);
    const HttpAnswer gone = send("DELETE", "/a+b@example.org");
    QCOMPARE(gone.status, 404);
    QCOMPARE(text(gone, u"error"_s), u"Account not found"_s);
}

void TasksApiTest::pinIsAllThatChanges()
{
    const QByteArray id = processing();
    const QJsonObject before = QJsonDocument::fromJson(post(pathOf(id, "/complete")).body).object();
    for (const auto &[action, isPinned] : {std::pair{"/pin", true}, std::pair{"/unpin", false}}) {
        const HttpAnswer first = post(pathOf(id, action), "{}");
        QCOMPARE(first.status, 200);
        QJsonObject after = QJsonDocument::fromJson(first.body).object();
        QCOMPARE(after.value(u"pinned"_s), QJsonValue(isPinned));
        QVERIFY(after.value(u"revision"_s).toInt() > before.value(u"revision"_s).toInt());
        for (const QString &name : {u"pinned"_s, u"revision"_s})
            after.insert(name, before.value(name));
        QCOMPARE(after, before);
        QCOMPARE(post(pathOf(id, action)).body, first.body);
    }
}

void TasksApiTest::retentionIsReadAndSet()
{
    const QByteArray path = "/api/v1/retention";
    QCOMPARE(get(path).body,
             R"({"completed_days":90,"failed_days":90,"cancelled_days":90,"lost_days":90,)"
             R"("tasks":1000000,"output_bytes":10737418240})");
    const QByteArray wanted =
        R"({"completed_days":7,"failed_days":null,"cancelled_days":0,"lost_days":36500,)"
        R"("tasks":null,"output_bytes":0})";
    QCOMPARE(m_server->send("PUT", path, m_server->owner(), wanted).status, 403);
    const HttpAnswer set = m_server->send("PUT", path, m_server->dataOwner(), wanted);
    QCOMPARE(set.status, 200);
    QCOMPARE(set.body, wanted);
    QCOMPARE(get(path).body, wanted);
}

void TasksApiTest::badRetentionIsRefused_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("value"); // empty: it is missing
    QTest::newRow("missing") << QByteArray("lost_days") << QByteArray();
    QTest::newRow("negative") << QByteArray("lost_days") << QByteArray("-1");
    QTest::newRow("fraction") << QByteArray("lost_days") << QByteArray("1.5");
    QTest::newRow("text") << QByteArray("tasks") << QByteArray(R"("1")");
    QTest::newRow("too long") << QByteArray("failed_days") << QByteArray("36501");
    QTest::newRow("too many") << QByteArray("tasks") << QByteArray("1000000001");
    QTest::newRow("too large") << QByteArray("output_bytes") << QByteArray("1125899906842625");
    QTest::newRow("unknown") << QByteArray("days") << QByteArray("1");
}

void TasksApiTest::badRetentionIsRefused()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QByteArray, value);
    const QByteArray path = "/api/v1/retention";
    const QByteArray before = get(path).body;
    QByteArrayList members;
    for (const char *name : {"completed_days", "failed_days", "cancelled_days", "lost_days",
                             "tasks", "output_bytes"}) {
        if (member != name)
            members.append('"' + QByteArray(name) + "\":1");
    }
    if (!value.isEmpty())
        members.append('"' + member + "\":" + value);
    const HttpAnswer refused =
        m_server->send("PUT", path, m_server->dataOwner(), '{' + members.join(',') + '}');
    QCOMPARE(refused.status, 400);
    QVERIFY(text(refused, u"detail"_s).contains(QString::fromLatin1(member)));
    QCOMPARE(get(path).body, before);
}

void TasksApiTest::healthTellsTheVersion()
{
    const HttpAnswer answer = m_server->send("GET", "/api/v1/health", Caller::nobody());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body,
             R"({"status":"ok","version":")" HEADWAY_VERSION R"(","storage":"working"})");
}

void TasksApiTest::answersCarryTheHeaders_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *method, const char *path, int status) {
        QTest::addRow("%s %s", method, path) << QByteArray(method) << QByteArray(path) << status;
    };
    row("GET", "/api/v1/health", 200);
    row("GET", "/api/v1/tasks", 200);
    row("HEAD", "/api/v1/tasks", 200);
    row("GET", "/api/v1/tasks/x", 404);
    row("POST", "/api/v1/tasks", 400);
    row("PUT", "/api/v1/tasks", 405);
    row("GET", "/", 404);
    row("GET", "/api/v1/", 404);
    row("GET", "/api/v1/tasks/", 404);
    row("GET", "/api/v1//tasks", 404);
    row("GET", "/api/v1/./tasks", 404);
    row("GET", "/api/v1/x/../tasks", 404);
    row("GET", "/API/v1/tasks", 404);
    row("GET", "/api/v1/t%61sks", 404);
    row("GET", "/api/v1/tasks%0A", 404);
    row("GET", "/api/v1/tasks/a/b/log", 404);
    row("GET", "/api/v1/tasks//log", 404);
    row("GET", "/%zz", 400);
}

void TasksApiTest::answersCarryTheHeaders()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    const HttpAnswer answer = m_server->send(method, path, m_server->owner());
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("cache-control"), "no-store");
    QCOMPARE(answer.headers.value("x-content-type-options"), "nosniff");
    QCOMPARE(answer.headers.value("content-security-policy"),
             "default-src 'none'; frame-ancestors 'none'");
    QCOMPARE(answer.headers.value("referrer-policy"), "no-referrer");
    QCOMPARE(answer.headers.value("cross-origin-resource-policy"), "same-origin");
    QVERIFY(!answer.headers.contains("access-control-allow-origin"));
    QVERIFY(!answer.headers.contains("server"));
}

QTEST_GUILESS_MAIN(TasksApiTest)
#include "tst_tasksapi.moc"
