#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray tasks = "/api/v1/tasks";

QByteArray repeated(const QByteArray &piece, int count)
{
    return piece.repeated(count);
}

} // namespace

/// What cannot be taken is refused with a sentence, and nothing of it is kept.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void createIsRefused_data();
    void createIsRefused();
    void createIsTaken_data();
    void createIsTaken();
    void updateIsRefused_data();
    void updateIsRefused();
    void endIsRefused_data();
    void endIsRefused();
    void endedTaskIsNotPatched();
    void typeOfTheBodyIsChecked_data();
    void typeOfTheBodyIsChecked();
    void bodyWithoutTypeIsTakenFromPrograms_data();
    void bodyWithoutTypeIsTakenFromPrograms();
    void queryIsRefused_data();
    void queryIsRefused();
    void tokenIsRefused_data();
    void tokenIsRefused();
    void accountIsRefused_data();
    void accountIsRefused();

private:
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {},
                    const QByteArray &fields = {}) const
    {
        return m_server->send(method, path, m_server->owner(), body, fields);
    }
    /// All that could have been changed.
    QByteArray world() const
    {
        return send("GET", tasks).body + send("GET", tasks + '/' + m_task + "/log").body
            + send("GET", "/api/v1/tokens").body
            + m_server->send("GET", "/api/v1/accounts", m_server->dataOwner()).body;
    }
    static void addBadDocuments();

    std::unique_ptr<TestServer> m_server;
    QByteArray m_task;
};

void BadInputTest::initTestCase()
{
    m_server = std::make_unique<TestServer>();
    m_task = m_server->createTask(R"({"name":"n","status":"processing"})", m_server->owner());
}

namespace {

void verifyRefused(const HttpAnswer &answer, int status)
{
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers.value("content-type"), "application/problem+json");
    QCOMPARE(member(answer.body, u"status"_s).toInt(), status);
    const QString sentence = member(answer.body, u"detail"_s).toString();
    QVERIFY2(sentence.endsWith(u'.') && sentence.contains(u' '), qPrintable(sentence));
    QVERIFY2(sentence.size() < 300, qPrintable(sentence)); // it does not give it all back
    const QString error = member(answer.body, u"error"_s).toString();
    QVERIFY(status == 400 ? error == sentence : !error.isEmpty());
}

} // namespace

/// Wrong wherever an object is wanted.
void BadInputTest::addBadDocuments()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &body) {
        QTest::newRow(name) << body << 400;
    };
    row("half an object", R"({"name":"a")");
    row("no JSON", "name=a");
    row("an array", R"(["name"])");
    row("a text", R"("name")");
    row("null", "null");
    row("trailing bytes", R"({"name":"a"} x)");
    row("two objects", R"({"name":"a"}{"name":"b"})");
    row("a trailing comma", R"({"name":"a",})");
    row("single quotes", R"({'name':'a'})");
    row("a comment", R"({"name":"a"/**/})");
    row("UTF-16", QByteArray("{\0\"\0n\0\"\0:\0\"\0a\0\"\0}\0", 18));
    row("invalid UTF-8", "{\"name\":\"\xff\"}");
    row("overlong UTF-8", "{\"name\":\"\xc0\xaf\"}");
    row("a surrogate as UTF-8", "{\"name\":\"\xed\xa0\x80\"}");
    row("a lone surrogate", R"({"name":"\ud800"})");
    row("NUL as a byte", QByteArray("{\"name\":\"a\0b\"}", 14));
    row("an escaped NUL", R"({"name":"a\u0000b"})");
    row("a line break in a text", "{\"name\":\"a\nb\"}");
    row("an unknown member", R"({"name":"a","colour":"red"})");
    row("an unknown member of a hostile name", R"({"name":"a","<img src=x>\u001b[2J":1})");
    row("a very long unknown member", R"({"name":"a",")" + QByteArray(100'000, 'x') + R"(":1})");
    row("a repeated member", R"({"name":"a","name":"b"})");
    row("too many levels", repeated("[", 100) + repeated("]", 100));
    row("very many levels", repeated("{\"a\":", 50'000));
    QTest::newRow("too large") << R"({"name":")" + QByteArray(1024 * 1024, 'a') + R"("})" << 413;
}

void BadInputTest::createIsRefused_data()
{
    addBadDocuments();
    const auto row = [](const char *name, const QByteArray &body) {
        QTest::newRow(name) << body << 400;
    };
    row("nothing", "");
    row("no name", "{}");
    row("an empty name", R"({"name":""})");
    row("a name that is null", R"({"name":null})");
    row("a name that is a number", R"({"name":1})");
    row("a name of 1025 characters", R"({"name":")" + QByteArray(1025, 'a') + R"("})");
    row("a name of 200 kB", R"({"name":")" + QByteArray(200'000, 'a') + R"("})");
    row("an ended status", R"({"name":"a","status":"completed"})");
    row("an unknown status", R"({"name":"a","status":"sleeping"})");
    row("a status in capitals", R"({"name":"a","status":"PENDING"})");
    row("a status that is a number", R"({"name":"a","status":1})");
    row("a negative total", R"({"name":"a","total":-1})");
    row("a total that is a text", R"({"name":"a","total":"10"})");
    row("a total beyond numbers", R"({"name":"a","total":1e999})");
    row("a total that is no number", R"({"name":"a","total":NaN})");
    row("a long kind", R"({"name":"a","kind":")" + QByteArray(65, 'k') + R"("})");
    row("a long unit", R"({"name":"a","unit":")" + QByteArray(65, 'k') + R"("})");
    row("labels that are an array", R"({"name":"a","labels":["b"]})");
    row("a label that is a number", R"({"name":"a","labels":{"b":1}})");
    row("a repeated label", R"({"name":"a","labels":{"b":"c","b":"d"}})");
    row("a long label", R"({"name":"a","labels":{"b":")" + QByteArray(257, 'c') + R"("}})");
    row("a retry of nonsense", R"({"name":"a","retry_of":"x"})");
    row("a retry of no task", R"({"name":"a","retry_of":"0b4b0b1e-57d3-4b6c-8f43-1b3ad0bdbd6f"})");
}

void BadInputTest::createIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QByteArray before = world();
    verifyRefused(send("POST", tasks, body), status);
    QCOMPARE(world(), before);
}

void BadInputTest::createIsTaken_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("1 character") << QByteArray("a");
    QTest::newRow("1024 characters") << QByteArray(1024, 'a');
    QTest::newRow("1024 characters beyond ASCII") << QByteArray("\xc3\xa4").repeated(1024);
    QTest::newRow("markup") << QByteArray("<img src=x onerror=alert(1)>");
    QTest::newRow("SQL") << QByteArray("'; DROP TABLE task; --");
    QTest::newRow("a format") << QByteArray("%1 %s %n {}");
    QTest::newRow("an emoji") << QByteArray("\xf0\x9f\x98\x80");
}

void BadInputTest::createIsTaken()
{
    QFETCH(QByteArray, name);
    const HttpAnswer answer = send("POST", tasks, R"({"name":")" + name + R"("})");
    QCOMPARE(answer.status, 201);
    QCOMPARE(member(answer.body, u"name"_s).toString(), QString::fromUtf8(name));
}

void BadInputTest::updateIsRefused_data()
{
    addBadDocuments(); // no update has a name
    const auto row = [](const char *name, const QByteArray &body) {
        QTest::newRow(name) << body << 400;
    };
    row("nothing", "");
    row("a fraction above 1", R"({"progress":"half written","fraction":1.01})");
    row("a negative fraction", R"({"progress":"half written","fraction":-0.1})");
    row("a fraction that is a text", R"({"progress":"half written","fraction":"0.5"})");
    row("a negative current", R"({"progress":"half written","current":-1})");
    row("a current beyond numbers", R"({"progress":"half written","current":1e400})");
    row("a status that ends it", R"({"progress":"half written","status":"completed"})");
    row("a status that pauses it", R"({"progress":"half written","status":"paused"})");
    row("an unknown status", R"({"progress":"half written","status":"x"})");
    row("a sequence of 0", R"({"progress":"half written","sequence":0})");
    row("a negative sequence", R"({"progress":"half written","sequence":-1})");
    row("a sequence with a fraction", R"({"progress":"half written","sequence":1.5})");
    row("a sequence beyond 64 bits",
        R"({"progress":"half written","sequence":9223372036854775808})");
    row("a progress that is a number", R"({"progress":1})");
    row("a long progress", R"({"progress":")" + QByteArray(4097, 'p') + R"("})");
    row("a result", R"({"progress":"half written","result":1})");
}

void BadInputTest::updateIsRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const QByteArray before = world();
    verifyRefused(send("PATCH", tasks + '/' + m_task, body), status);
    QCOMPARE(world(), before);
}

void BadInputTest::endIsRefused_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *action, const QByteArray &body) {
        QTest::addRow("%s %s", action, body.left(40).constData()) << QByteArray(action) << body;
    };
    row("complete", R"({"result":})");
    row("complete", R"({"result":{"a":1,"a":2}})");
    row("complete", R"({"result":"\ud800"})");
    row("complete", R"({"result":)" + repeated("[", 40) + repeated("]", 40) + '}');
    row("complete", R"({"result":")" + QByteArray(205'000, 'r') + R"("})");
    row("complete", R"({"exit_code":1e10})");
    row("complete", R"({"exit_code":"0"})");
    row("complete", R"({"error":"e"})");
    row("complete", "[]");
    row("fail", "{}");
    row("fail", "");
    row("fail", R"({"error":1})");
    row("fail", R"({"error":"e","signal":0})");
    row("fail", R"({"error":"e","signal":99})");
    row("fail", R"({"error":"e","exit_code":0.5})");
    row("fail", R"({"error":")" + QByteArray(70'000, 'e') + R"("})");
    row("cancel", R"({"why":"x"})");
    row("cancel", "nonsense");
    row("heartbeat", R"({"a":1})");
}

void BadInputTest::endIsRefused()
{
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, body);
    const QByteArray before = world();
    verifyRefused(send("POST", tasks + '/' + m_task + '/' + action, body), 400);
    QCOMPARE(world(), before);
}

void BadInputTest::endedTaskIsNotPatched()
{
    const QByteArray id = m_server->createTask(R"({"name":"ended"})", m_server->owner());
    QCOMPARE(send("POST", tasks + '/' + id + "/cancel").status, 200);
    const QByteArray before = world();
    verifyRefused(send("PATCH", tasks + '/' + id, R"({"progress":"late"})"), 409);
    QCOMPARE(world(), before);
}

void BadInputTest::typeOfTheBodyIsChecked_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *path, const QByteArray &type, int status) {
        QTest::addRow("%s %s", path, type.constData())
            << QByteArray(path) << "Content-Type: " + type + "\r\n"
            << status;
    };
    row("", "application/json", 201);
    row("", "Application/JSON; charset=utf-8", 201);
    row("", "text/plain", 415);
    row("", "application/x-www-form-urlencoded", 415);
    row("", "multipart/form-data; boundary=x", 415);
    row("", "application/jsonx", 415);
    row("", "application/json, text/plain", 415);
    row("", "", 415);
    row("", "application/json\r\nContent-Encoding: gzip", 415);
    row("/log", "text/plain", 200);
    row("/log", "text/plain; charset=utf-8", 200);
    row("/log", "application/octet-stream", 200);
    row("/log", "application/json", 415);
    row("/log", "", 415);
}

void BadInputTest::typeOfTheBodyIsChecked()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    const QByteArray before = world();
    const QByteArray target = path.isEmpty() ? tasks : tasks + '/' + m_task + path;
    const HttpAnswer answer = send("POST", target, R"({"name":"typed"})", fields);
    QCOMPARE(answer.status, status);
    if (status == 415)
        QCOMPARE(world(), before);
}

void BadInputTest::bodyWithoutTypeIsTakenFromPrograms_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("a task") << QByteArray() << QByteArray() << 201;
    QTest::newRow("output") << "/" + m_task + "/log" << QByteArray() << 200;
    QTest::newRow("a task of a page")
        << QByteArray()
        << "Origin: http://localhost:" + QByteArray::number(m_server->port()) + "\r\n"
        << 415;
}

void BadInputTest::bodyWithoutTypeIsTakenFromPrograms()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    RawClient client(m_server->port());
    client.send(requestBytes("POST " + tasks + path + " HTTP/1.1", m_server->port(),
                             m_server->owner().field + fields, R"({"name":"typed by nobody"})"));
    QCOMPARE(client.answer().status, status);
}

void BadInputTest::queryIsRefused_data()
{
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *target) { QTest::newRow(target) << QByteArray(target); };
    row("?limit=0");
    row("?limit=1001");
    row("?limit=-1");
    row("?limit=ten");
    row("?limit=");
    row("?limit=1&limit=2");
    row("?limit=99999999999999999999");
    row("?status=sleeping");
    row("?status=pending,sleeping");
    row("?status=Pending");
    row("?cursor=x");
    row("?cursor=-1");
    row("?since=x");
    row("?since=-1");
    row("?label=nokey");
    row("?label==value");
    row("?colour=red");
    row("?q=%zz");
    row("?q=%00");
    row("?q=%ff");
    row("?query=%ff");
    row("?query=status:fialed");
    row("?%zz=1");
    row("/ID?wait=x");
    row("/ID?wait=-1");
    row("/ID?wait=nan");
    row("/ID?wait=inf");
    row("/ID?wait=1&revision=x");
    row("/ID?revision=-1");
    row("/ID?colour=red");
    row("/ID/log?offset=x");
    row("/ID/log?limit=-1");
    row("/ID/log?limit=1048577");
    row("/ID/log?offset=9223372036854775808");
}

void BadInputTest::queryIsRefused()
{
    QFETCH(QByteArray, target);
    verifyRefused(send("GET", tasks + target.replace("ID", m_task)), 400);
}

void BadInputTest::tokenIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QByteArray &body) {
        QTest::newRow(body.left(40).constData()) << body;
    };
    row(R"({"scope":"admin"})");
    row(R"({"scope":1})");
    row(R"({"expires_in":0})");
    row(R"({"expires_in":-1})");
    row(R"({"expires_in":1e30})");
    row(R"({"expires_in":"1d"})");
    row(R"({"name":1})");
    row(R"({"token":"hw_mine"})");
    row(R"({"name":")" + QByteArray(1025, 'n') + R"("})");
}

void BadInputTest::tokenIsRefused()
{
    QFETCH(QByteArray, body);
    const QByteArray before = world();
    verifyRefused(send("POST", "/api/v1/tokens", body), 400);
    QCOMPARE(world(), before);
}

void BadInputTest::accountIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const QByteArray &body) {
        QTest::newRow(body.left(60).constData()) << body;
    };
    row("{}");
    row(R"({"email":"nonsense"})");
    row(R"({"email":""})");
    row(R"({"email":"a b@example.org"})");
    row(R"({"email":"a@example.org\n"})");
    row(R"({"email":")" + QByteArray(300, 'a') + R"(@example.org"})");
    row(R"({"email":"new@example.org","password":"short"})");
    row(R"({"email":"new@example.org","password":"password"})");
    row(R"({"email":"new@example.org","password":")" + QByteArray(1025, 'p') + R"("})");
    row(R"({"email":"new@example.org","owner":true})");
}

void BadInputTest::accountIsRefused()
{
    QFETCH(QByteArray, body);
    const QByteArray before = world();
    verifyRefused(m_server->send("POST", "/api/v1/accounts", m_server->dataOwner(), body), 400);
    QCOMPARE(world(), before);
}

QTEST_GUILESS_MAIN(BadInputTest)
#include "tst_badinput.moc"
