#include "core/wire/accountjson.h"
#include "core/wire/endpoint.h"
#include "core/wire/indexoctets.h"
#include "core/wire/problem.h"
#include "core/wire/taskjson.h"
#include "core/wire/time.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace headway::wire;

class tst_TaskJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unknownTaskHasAllMembersNull();
    void taskSurvivesTheWire_data();
    void taskSurvivesTheWire();
    void resultIsEmbeddedAsItIs();
    void endIsEstimatedUnlessItIsStalled();
    void wholeNumbersHaveNoFraction();
    void newerServiceMaySayMore();
    void brokenTasksAreRefused_data();
    void brokenTasksAreRefused();
    void pageSurvivesTheWire();
    void rowsSurviveTheWire_data();
    void rowsSurviveTheWire();
    void deletedTasksAreListedWhenAsked();
    void deletedTaskIsReadBack();
    void timesHaveMillisecondsAndOffset_data();
    void timesHaveMillisecondsAndOffset();
    void accountsAndTokensSurviveTheWire();
    void endpointSurvivesTheWire();
    void brokenEndpointsAreRefused_data();
    void brokenEndpointsAreRefused();
    void problemsSurviveTheWire();
    void unknownProblemIsJudgedByItsStatus();
};

namespace {

QDateTime at(int milliseconds)
{
    return QDateTime(QDate(2026, 11, 23), QTime(9, 15, 2), Qt::UTC).addMSecs(milliseconds);
}

Task smallTask()
{
    Task task;
    task.id = *TaskId::fromString(u"0f8fad5b-d9cb-469f-a165-70867728950e"_s);
    task.name = u"n"_s;
    task.ownerEmail = u"owner@example.org"_s;
    task.createdAt = at(125);
    task.revision = 7;
    return task;
}

Task fullTask()
{
    Task task = smallTask();
    task.name = u"<img src=x> \"quoted\" \\ \x1b[31m\n\u2028 😀"_s;
    task.kind = u"build"_s;
    task.status = TaskStatus::Processing;
    task.host = u"host"_s;
    task.progress = {u"half"_s, 0.5, 1e9, 2e9, u"bytes"_s, u"a/b.c"_s};
    task.usage = {12.5, 1'048'576};
    task.startedAt = at(200);
    task.updatedAt = at(1200);
    task.completedAt = at(9000);
    task.result = R"({ "a" : [1.0, 1e2] })";
    task.error = u""_s;
    task.exitCode = 255;
    task.signal = 15;
    task.labels = {{u"key"_s, u"value"_s}, {u"\""_s, u"\\"_s}};
    task.attempt = 3;
    task.retryOf = TaskId::make();
    task.hasRunner = true;
    task.isPinned = true;
    task.stalled = true;
    task.pausedAt = at(2200);
    task.pausedFor = std::chrono::milliseconds(150);
    task.quietSince = at(5200);
    task.revision = 9007199254740993; // not a double
    return task;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

void tst_TaskJson::unknownTaskHasAllMembersNull()
{
    QCOMPARE(
        toJson(smallTask()),
        QByteArray(
            R"({"task_id":"0f8fad5b-d9cb-469f-a165-70867728950e","row":0,"name":"n","kind":null,)"
            R"("status":"pending","owner":"owner@example.org","host":null,"progress":null,)"
            R"("fraction":null,"current":null,"total":null,"unit":null,"current_item":null,)"
            R"("cpu_percent":null,"memory_bytes":null,)"
            R"("created_at":"2026-11-23T09:15:02.125+00:00","started_at":null,)"
            R"("updated_at":null,"completed_at":null,"paused_at":null,"paused_ms":0,"result":null,"error":null,)"
            R"("exit_code":null,"signal":null,"labels":{},"attempt":1,"retry_of":null,)"
            R"("runner":false,"pinned":false,"stalled":false,"quiet_since":null,"eta":null,"revision":7})"));
}

void tst_TaskJson::taskSurvivesTheWire_data()
{
    QTest::addColumn<Task>("task");

    QTest::newRow("nothing known") << smallTask();
    QTest::newRow("everything known") << fullTask();
    for (const TaskStatus status : allTaskStatuses) {
        Task task = smallTask();
        task.status = status;
        QTest::newRow(qPrintable(wordOf(status))) << task;
    }
}

void tst_TaskJson::taskSurvivesTheWire()
{
    QFETCH(const Task, task);

    const Result<Task> read = readTask(toJson(task));
    QVERIFY2(read.isOk(), read ? "" : qPrintable(read.error().detail));
    QVERIFY(*read == task);
}

void tst_TaskJson::resultIsEmbeddedAsItIs()
{
    const QByteArray json = toJson(fullTask());
    QVERIFY(json.contains(R"("result":{ "a" : [1.0, 1e2] },)"));
}

void tst_TaskJson::endIsEstimatedUnlessItIsStalled()
{
    Task task = fullTask();
    QVERIFY(objectOf(toJson(task))[u"eta"_s].isNull());
    task.stalled = false;
    QCOMPARE(objectOf(toJson(task))[u"eta"_s].toString(), u"2026-11-23T09:15:04.050+00:00"_s);
}

void tst_TaskJson::wholeNumbersHaveNoFraction()
{
    Task task = smallTask();
    task.progress.current = 3;
    task.progress.total = 0.1;
    task.progress.fraction = 1;
    const QByteArray json = toJson(task);
    QVERIFY(json.contains(R"("fraction":1,"current":3,"total":0.1,)"));
}

void tst_TaskJson::newerServiceMaySayMore()
{
    const QByteArray json = toJson(smallTask()).chopped(1) + R"(,"new":{"a":[1]}})";
    QVERIFY(*readTask(json) == smallTask());
}

void tst_TaskJson::brokenTasksAreRefused_data()
{
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("by");

    QTest::newRow("no id") << QByteArray("\"task_id\"") << QByteArray("\"id\"");
    QTest::newRow("no UUID") << QByteArray("0f8fad5b") << QByteArray("zzzzzzzz");
    QTest::newRow("unknown status") << QByteArray("pending") << QByteArray("dreaming");
    QTest::newRow("no name") << QByteArray("\"name\":\"n\",") << QByteArray();
    QTest::newRow("no time") << QByteArray("2026-11-23T") << QByteArray("yesterday ");
    QTest::newRow("time without offset") << QByteArray("+00:00") << QByteArray();
    QTest::newRow("negative revision")
        << QByteArray("\"revision\":7") << QByteArray("\"revision\":-7");
    QTest::newRow("fraction of 2")
        << QByteArray("\"fraction\":null") << QByteArray("\"fraction\":2");
    QTest::newRow("not closed") << QByteArray("\"revision\":7}") << QByteArray("\"revision\":7");
}

void tst_TaskJson::brokenTasksAreRefused()
{
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, by);

    QByteArray json = toJson(smallTask());
    QVERIFY(json.contains(replaced));
    const Result<Task> read = readTask(json.replace(replaced, by));
    QVERIFY(!read.isOk());
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
}

void tst_TaskJson::pageSurvivesTheWire()
{
    const TaskPage empty{{}, std::nullopt, {}, 0};
    QCOMPARE(toJson(empty), QByteArray(R"({"tasks":[],"next_cursor":null,"revision":0})"));
    QVERIFY(*readTaskPage(toJson(empty)) == empty);

    const TaskPage page{{smallTask(), fullTask()}, 41, {TaskId::make(), TaskId::make()}, 12};
    QVERIFY(*readTaskPage(toJson(page)) == page);

    QVERIFY(!readTaskPage(R"({"revision":1})").isOk());
    QVERIFY(!readTaskPage(R"({"tasks":[{}],"revision":1})").isOk());
    QVERIFY(!readTaskPage(R"({"tasks":[],"revision":1,"deleted":[5]})").isOk());
}

void tst_TaskJson::deletedTaskIsReadBack()
{
    const TaskId id = TaskId::make();
    QCOMPARE(*readDeletedTask(deletedTaskJson(id)), id);
    QVERIFY(!readDeletedTask("{}").isOk());
    QVERIFY(!readDeletedTask(R"({"task_id":"x"})").isOk());
    QVERIFY(!readDeletedTask("").isOk());
}

void tst_TaskJson::rowsSurviveTheWire_data()
{
    QTest::addColumn<QList<quint32>>("rows");
    QTest::newRow("none") << QList<quint32>();
    QTest::newRow("some") << QList<quint32>{1, 0x01020304, 0xffffffff};
}

void tst_TaskJson::rowsSurviveTheWire()
{
    QFETCH(const QList<quint32>, rows);
    const Result<QList<quint32>> read = readRows(toOctets(rows));
    QVERIFY(read);
    QCOMPARE(*read, rows);
}

void tst_TaskJson::deletedTasksAreListedWhenAsked()
{
    const TaskPage page{{}, std::nullopt, {}, 3};
    QVERIFY(!objectOf(toJson(page)).contains(u"deleted"_s));
    QVERIFY(objectOf(toJson(page, DeletedTasks::Always))[u"deleted"_s].isArray());
    QCOMPARE(toJson(*readTaskPage(toJson(page, DeletedTasks::Always))), toJson(page));
    QCOMPARE(*readSize(sizeJson(12)), 12);
}

void tst_TaskJson::timesHaveMillisecondsAndOffset_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");

    const QString moment = u"2026-11-23T09:15:02.125+00:00"_s;
    QTest::newRow("our own") << moment << moment;
    QTest::newRow("Z") << u"2026-11-23T09:15:02.125Z"_s << moment;
    QTest::newRow("another zone") << u"2026-11-23T10:15:02.125+01:00"_s << moment;
    QTest::newRow("no milliseconds")
        << u"2026-11-23T09:15:02Z"_s << u"2026-11-23T09:15:02.000+00:00"_s;
    QTest::newRow("no offset") << u"2026-11-23T09:15:02.125"_s << QString();
    QTest::newRow("no such day") << u"2026-02-30T09:15:02Z"_s << QString();
    QTest::newRow("a leap day") << u"2028-02-29T00:00:00Z"_s << u"2028-02-29T00:00:00.000+00:00"_s;
    QTest::newRow("the last moment of a day")
        << u"2026-11-23T24:00:00Z"_s << u"2026-11-24T00:00:00.000+00:00"_s;
    QTest::newRow("the last year")
        << u"9999-12-31T23:59:59.999Z"_s << u"9999-12-31T23:59:59.999+00:00"_s;
    QTest::newRow("beyond the last year") << u"9999-12-31T23:59:59-14:00"_s << QString();
    QTest::newRow("before the first year") << u"0001-01-01T00:00:00+14:00"_s << QString();
    QTest::newRow("year 0") << u"0000-06-01T00:00:00Z"_s << QString();
    QTest::newRow("a negative year") << u"-2026-11-23T09:15:02Z"_s << QString();
    QTest::newRow("five digits of a year") << u"12026-11-23T09:15:02Z"_s << QString();
    QTest::newRow("a date alone") << u"2026-11-23"_s << QString();
    QTest::newRow("a leap second") << u"2026-12-31T23:59:60Z"_s << QString();
    QTest::newRow("bytes after it") << u"2026-11-23T09:15:02Zx"_s << QString();
    QTest::newRow("digits of another script") << u"٢٠٢٦-11-23T09:15:02Z"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void tst_TaskJson::timesHaveMillisecondsAndOffset()
{
    QFETCH(const QString, text);
    QFETCH(const QString, written);

    QCOMPARE(toIsoTime(fromIsoTime(text).value_or(QDateTime())), written);
}

void tst_TaskJson::accountsAndTokensSurviveTheWire()
{
    QCOMPARE(userJson(u"owner@example.org"_s),
             QByteArray(R"({"user":{"email":"owner@example.org"}})"));
    QCOMPARE(*readUser(userJson(u"owner@example.org"_s)), u"owner@example.org"_s);
    QVERIFY(!readUser(R"({"user":"owner"})").isOk());

    const QList<Account> accounts{{{}, u"owner@example.org"_s, true, false, at(0)},
                                  {{}, u"other@example.org"_s, false, true, at(1)}};
    QCOMPARE(*readAccounts(accountsJson(accounts)), accounts);
    QCOMPARE(*readAccount(toJson(accounts.first())), accounts.first());
    QVERIFY(!readAccounts(R"({"accounts":{}})").isOk());

    const QList<Token> tokens{{CredentialId::make(), u"ci"_s, TokenScope::Read, at(0), at(5)},
                              {CredentialId::make(), QString(), TokenScope::Write, at(1), {}}};
    QCOMPARE(*readTokens(tokensJson(tokens)), tokens);
    const IssuedToken issued{tokens.first(), "hw_secret"};
    QCOMPARE(*readIssuedToken(toJson(issued)), issued);
    QVERIFY(!readIssuedToken(toJson(tokens.first())).isOk());
    IssuedToken odd;
    odd.token.id = CredentialId::make();
    odd.secret = "not ASCII: \xc3\xa4";
    QCOMPARE(*readIssuedToken(toJson(odd)), odd);
    QCOMPARE(*readAccount(toJson(Account{})), Account{});
}

void tst_TaskJson::endpointSurvivesTheWire()
{
    const Endpoint endpoint{QUrl(u"http://127.0.0.1:7717"_s), 4711, u"instance"_s, at(0), "secret"};
    QCOMPARE(*readEndpoint(toJson(endpoint)), endpoint);
    Endpoint escaped = endpoint;
    escaped.url = QUrl(u"http://127.0.0.1:7717/a%20b%25"_s, QUrl::StrictMode);
    QCOMPARE(*readEndpoint(toJson(escaped)), escaped);
}

void tst_TaskJson::brokenEndpointsAreRefused_data()
{
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("by");

    QTest::newRow("a file") << QByteArray("http:") << QByteArray("file:");
    QTest::newRow("no host") << QByteArray("127.0.0.1:7717") << QByteArray();
    QTest::newRow("pid 0") << QByteArray(":4711") << QByteArray(":0");
    QTest::newRow("no token") << QByteArray("\"secret\"") << QByteArray("null");
    QTest::newRow("cut off") << QByteArray("\"secret\"}") << QByteArray("\"sec");
}

void tst_TaskJson::brokenEndpointsAreRefused()
{
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, by);

    const Endpoint endpoint{QUrl(u"http://127.0.0.1:7717"_s), 4711, u"instance"_s, at(0), "secret"};
    QByteArray json = toJson(endpoint);
    QVERIFY(json.contains(replaced));
    const Result<Endpoint> read = readEndpoint(json.replace(replaced, by));
    QVERIFY(!read.isOk());
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
}

void tst_TaskJson::problemsSurviveTheWire()
{
    const Problem problem{409, ErrorCode::StaleSequence, u"Stale"_s, u"A sentence."_s, fullTask()};
    QVERIFY(*readProblem(toJson(problem), 409) == problem);

    const Problem bare{404, ErrorCode::NotFound, u"Task not found"_s, QString(), std::nullopt};
    QCOMPARE(toJson(bare),
             QByteArray(R"({"type":"urn:headway:problem:not-found","title":"Task not found",)"
                        R"("status":404,"detail":"Task not found","error":"Task not found"})"));
}

void tst_TaskJson::unknownProblemIsJudgedByItsStatus()
{
    const QList<std::pair<int, ErrorCode>> codes{
        {400, ErrorCode::InvalidArgument}, {401, ErrorCode::NotSignedIn},
        {403, ErrorCode::AccessDenied},    {404, ErrorCode::NotFound},
        {409, ErrorCode::StateForbids},    {413, ErrorCode::TooLarge},
        {429, ErrorCode::TooMany},         {500, ErrorCode::Internal}};
    for (const auto &[status, code] : codes) {
        QCOMPARE(errorCodeOfStatus(status), code);
        QCOMPARE(readProblem(R"({"type":"about:blank"})", status)->code, code);
    }
    QCOMPARE(readProblem(R"({"error":"Task not found"})", 404)->title, u"Task not found"_s);
    QVERIFY(!readProblem("<html>", 404).isOk());
    QVERIFY(!readProblem(R"({"title":5})", 404).isOk());
}

QTEST_GUILESS_MAIN(tst_TaskJson)
#include "tst_taskjson.moc"
