#include "core/model/limits.h"
#include "core/wire/requestjson.h"
#include "core/wire/requests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace headway::wire;

class tst_Requests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
    void goodRequestsAreTaken_data();
    void goodRequestsAreTaken();
    void requestsSurviveTheWire();
    void nullMakesItUnknown();
    void whatIsNotSentDoesNotChange();
    void resultKeepsItsReceivedText_data();
    void resultKeepsItsReceivedText();
    void emptyBodiesAskForNothing();
    void charactersAreCountedNotCodeUnits();
};

namespace {

using Refusal = std::function<std::optional<Error>(const QByteArray &)>;

template <typename T>
std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
}

const QMap<QByteArray, Refusal> readers{
    {"task", [](const QByteArray &b) { return errorOf(readNewTask(b)); }},
    {"update", [](const QByteArray &b) { return errorOf(readTaskUpdate(b)); }},
    {"completion", [](const QByteArray &b) { return errorOf(readCompletion(b)); }},
    {"failure", [](const QByteArray &b) { return errorOf(readFailure(b)); }},
    {"credentials", [](const QByteArray &b) { return errorOf(readCredentials(b)); }},
    {"token", [](const QByteArray &b) { return errorOf(readNewToken(b)); }},
    {"account", [](const QByteArray &b) { return errorOf(readNewAccount(b)); }},
    {"password", [](const QByteArray &b) { return errorOf(readPassword(b)); }},
    {"change", [](const QByteArray &b) { return errorOf(readPasswordChange(b)); }},
    {"nothing", [](const QByteArray &b) { return errorOf(readNothing(b)); }},
};

QByteArray letters(qsizetype count)
{
    return QByteArray(count, 'x');
}

QByteArray manyLabels(int count)
{
    QByteArrayList labels;
    for (int i = 0; i < count; ++i)
        labels.append("\"k" + QByteArray::number(i) + "\":\"v\"");
    return R"({"name":"n","labels":{)" + labels.join(',') + "}}";
}

void row(const char *reader, const char *name, const QByteArray &body, const QString &told)
{
    QTest::addRow("%s: %s", reader, name) << QByteArray(reader) << body << told;
}

void addTaskRows()
{
    row("task", "no JSON", "name=x", u"not valid JSON"_s);
    row("task", "empty body", "", u"not valid JSON"_s);
    row("task", "an array", "[]", u"must be a JSON object"_s);
    row("task", "no name", "{}", u"\"name\" is missing"_s);
    row("task", "name null", R"({"name":null})", u"\"name\" is missing"_s);
    row("task", "name a number", R"({"name":1})", u"\"name\" must be a text of 1 to 1,024"_s);
    row("task", "name empty", R"({"name":""})", u"\"name\" must be a text of 1 to 1,024"_s);
    row("task", "name too long", R"({"name":")" + letters(1025) + R"("})",
        u"\"name\" must be a text of 1 to 1,024"_s);
    row("task", "name of a megabyte", R"({"name":")" + letters(1 << 20) + R"("})",
        u"\"name\" must be a text of 1 to 1,024"_s);
    row("task", "name with NUL", R"({"name":"a\u0000"})", u"NUL"_s);
    row("task", "name half a pair", R"({"name":"\ud800"})", u"surrogate"_s);
    row("task", "name twice", R"({"name":"a","name":"b"})", u"\"name\" is there twice"_s);
    row("task", "unknown member", R"({"name":"a","owner":"b"})", u"\"owner\" is not known"_s);
    row("task", "name behind a byte order mark", R"({"\ufeffname":"a"})", u"\"name\" is missing"_s);
    row("task", "unknown behind a byte order mark", R"({"name":"a","\ufeffkind":"b"})",
        u"is not known"_s);
    row("task", "unknown null", R"({"name":"a","owner":null})", u"\"owner\" is not known"_s);
    row("task", "fraction is no part of it", R"({"name":"a","fraction":0})",
        u"\"fraction\" is not known"_s);
    row("task", "kind a list", R"({"name":"a","kind":[]})", u"\"kind\" must be a text"_s);
    row("task", "kind too long", R"({"name":"a","kind":")" + letters(65) + R"("})",
        u"\"kind\" must be a text of at most 64"_s);
    row("task", "status unknown", R"({"name":"a","status":"done"})", u"\"status\" must be"_s);
    row("task", "status a number", R"({"name":"a","status":1})", u"\"status\" must be a text."_s);
    row("task", "status ended", R"({"name":"a","status":"completed"})", u"\"status\" must be"_s);
    row("task", "status in capitals", R"({"name":"a","status":"Pending"})",
        u"\"status\" must be"_s);
    row("task", "total negative", R"({"name":"a","total":-1})", u"\"total\" must be a number"_s);
    row("task", "total a text", R"({"name":"a","total":"1"})", u"\"total\" must be a number"_s);
    row("task", "total too large", R"({"name":"a","total":1e999})", u"too large"_s);
    row("task", "unit too long", R"({"name":"a","unit":")" + letters(65) + R"("})", u"\"unit\""_s);
    row("task", "labels a list", R"({"name":"a","labels":["b"]})", u"\"labels\" must be"_s);
    row("task", "label a number", R"({"name":"a","labels":{"b":1}})", u"\"labels\" must be"_s);
    row("task", "label without a name", R"({"name":"a","labels":{"":"b"}})",
        u"\"labels\" must be"_s);
    row("task", "label twice", R"({"name":"a","labels":{"b":"c","b":"c"}})",
        u"\"b\" is there twice"_s);
    row("task", "33 labels", manyLabels(33), u"at most 32 texts"_s);
    row("task", "host too long", R"({"name":"a","host":")" + letters(256) + R"("})", u"\"host\""_s);
    row("task", "runner a number", R"({"name":"a","runner":1})", u"\"runner\" must be true"_s);
    row("task", "retry_of no UUID", R"({"name":"a","retry_of":"7"})", u"\"retry_of\" must be"_s);
}

void addUpdateRows()
{
    row("update", "empty body", "", u"not valid JSON"_s);
    row("update", "unknown member", R"({"percent":5})", u"\"percent\" is not known"_s);
    row("update", "name cannot change", R"({"name":"b"})", u"\"name\" is not known"_s);
    row("update", "fraction above 1", R"({"fraction":1.01})", u"number from 0 to 1"_s);
    row("update", "fraction below 0", R"({"fraction":-0.01})", u"number from 0 to 1"_s);
    row("update", "fraction a text", R"({"fraction":"0.5"})", u"number from 0 to 1"_s);
    row("update", "current negative", R"({"current":-1})", u"\"current\" must be a number"_s);
    row("update", "total negative", R"({"total":-0.1})", u"\"total\" must be a number"_s);
    row("update", "progress a number", R"({"progress":5})", u"\"progress\" must be a text"_s);
    row("update", "progress too long", R"({"progress":")" + letters(4097) + R"("})",
        u"at most 4,096"_s);
    row("update", "status ended", R"({"status":"completed"})", u"\"processing\""_s);
    row("update", "status pending", R"({"status":"pending"})", u"\"processing\""_s);
    row("update", "status unknown", R"({"status":""})", u"\"processing\""_s);
    row("update", "cpu_percent negative", R"({"cpu_percent":-1})", u"\"cpu_percent\" must be"_s);
    row("update", "cpu_percent beyond", R"({"cpu_percent":10000001})",
        u"\"cpu_percent\" must be"_s);
    row("update", "cpu_percent not finite", R"({"cpu_percent":1e999})", u"too large"_s);
    row("update", "memory_bytes negative", R"({"memory_bytes":-1})", u"whole number"_s);
    row("update", "memory_bytes not whole", R"({"memory_bytes":0.5})", u"whole number"_s);
    row("update", "memory_bytes beyond", R"({"memory_bytes":9007199254740993})", u"whole number"_s);
    row("update", "sequence not whole", R"({"sequence":1.5})", u"whole number"_s);
    row("update", "sequence 0", R"({"sequence":0})", u"whole number from 1"_s);
    row("update", "sequence beyond", R"({"sequence":9223372036854775808})", u"whole number"_s);
    row("update", "sequence a text", R"({"sequence":"1"})", u"whole number"_s);
}

void addEndRows()
{
    row("completion", "an array", "[]", u"must be a JSON object"_s);
    row("completion", "unknown member", R"({"error":"x"})", u"\"error\" is not known"_s);
    row("completion", "exit code not whole", R"({"exit_code":0.5})", u"whole number"_s);
    row("completion", "exit code out of range", R"({"exit_code":2147483648})", u"whole number"_s);
    row("completion", "result too large", R"({"result":")" + letters(limits::resultBytes) + R"("})",
        u"\"result\" must have at most"_s);
    row("completion", "result with NUL", R"({"result":["\u0000"]})", u"NUL"_s);
    row("completion", "result with a member twice", R"({"result":{"a":1,"a":1}})",
        u"\"a\" is there twice"_s);
    row("completion", "result too deep",
        R"({"result":)" + QByteArray(32, '[') + QByteArray(32, ']') + "}", u"32 levels"_s);
    row("failure", "empty body", "", u"not valid JSON"_s);
    row("failure", "no error", "{}", u"\"error\" is missing"_s);
    row("failure", "error an object", R"({"error":{}})", u"\"error\" must be a text"_s);
    row("failure", "error too long", R"({"error":")" + letters(64 * 1024 + 1) + R"("})",
        u"at most 65,536"_s);
    row("failure", "signal 0", R"({"error":"e","signal":0})", u"whole number from 1 to 64"_s);
    row("failure", "signal 65", R"({"error":"e","signal":65})", u"whole number from 1 to 64"_s);
    row("nothing", "a member", R"({"a":1})", u"\"a\" is not known"_s);
    row("nothing", "null", "null", u"must be a JSON object"_s);
    row("nothing", "no JSON", "x", u"not valid JSON"_s);
}

void addAccountRows()
{
    row("credentials", "no password", R"({"email":"owner@example.org"})",
        u"\"password\" is missing"_s);
    row("credentials", "email a list", R"({"email":[],"password":"p"})", u"\"email\" must be"_s);
    row("credentials", "unknown member", R"({"email":"e","password":"p","remember":true})",
        u"\"remember\" is not known"_s);
    row("token", "scope unknown", R"({"scope":"admin"})", u"\"read\" or \"write\""_s);
    row("token", "expires at once", R"({"expires_in":0})", u"whole number from 1"_s);
    row("token", "expires in the past", R"({"expires_in":-1})", u"whole number from 1"_s);
    row("token", "unknown member", R"({"expires":5})", u"\"expires\" is not known"_s);
    row("account", "no email", "{}", u"\"email\" is missing"_s);
    row("account", "email no email", R"({"email":"owner"})", u"no email address"_s);
    row("account", "password short", R"({"email":"other@example.org","password":"seven77"})",
        u"at least 8"_s);
    row("account", "password common", R"({"email":"other@example.org","password":"password1"})",
        u"most common"_s);
    row("password", "missing", "{}", u"\"password\" is missing"_s);
    row("password", "too long", R"({"password":")" + letters(1025) + R"("})", u"at most 1,024"_s);
}

} // namespace

void tst_Requests::badRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("reader");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("told");

    addTaskRows();
    addUpdateRows();
    addEndRows();
    addAccountRows();
}

void tst_Requests::badRequestsAreRefused()
{
    QFETCH(const QByteArray, reader);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, told);

    const std::optional<Error> error = readers.value(reader)(body);
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidArgument);
    QVERIFY2(error->detail.contains(told), qPrintable(error->detail));
    QVERIFY2(error->detail.endsWith(u'.'), qPrintable(error->detail));
}

void tst_Requests::goodRequestsAreTaken_data()
{
    QTest::addColumn<QByteArray>("reader");
    QTest::addColumn<QByteArray>("body");

    const auto good = [](const char *reader, const QByteArray &body) {
        QTest::addRow("%s: %s", reader, body.left(60).constData()) << QByteArray(reader) << body;
    };
    good("task", R"({"name":"x"})");
    good("task", R"({"name":")" + letters(1024) + R"("})");
    good("task", R"({"name":"\u001b[31m\u0007"})");
    good("task", R"( {"name" : "x", "kind" : null, "status" : null, "total" : null, "unit" : null,
                      "labels" : null, "host":null, "runner":null, "retry_of":null } )");
    good("task", manyLabels(32));
    good("update", "{}");
    good("update", R"({"fraction":0})");
    good("update", R"({"fraction":1})");
    good("update", R"({"status":"processing","sequence":1})");
    good("completion", R"({"result":null})");
    good("completion", R"({"exit_code":-1})");
    good("completion", R"({"result":")" + letters(limits::resultBytes - 2) + R"("})");
    good("failure", R"({"error":""})");
    good("failure", R"({"error":"e","exit_code":null,"signal":9})");
    good("credentials", R"({"email":"","password":""})");
    good("token", "{}");
    good("token", R"({"name":"ci","scope":"read","expires_in":3600})");
    good("account", R"({"email":"other@example.org"})");
    good("account", R"({"email":"other@example.org","password":"eight letters"})");
    good("nothing", "{}");
}

void tst_Requests::goodRequestsAreTaken()
{
    QFETCH(const QByteArray, reader);
    QFETCH(const QByteArray, body);

    const std::optional<Error> error = readers.value(reader)(body);
    QVERIFY2(!error, error ? qPrintable(error->detail) : "");
}

void tst_Requests::requestsSurviveTheWire()
{
    NewTask task;
    task.name = u"<b>\"x\"</b>\n\\ 😀"_s;
    task.kind = u"build"_s;
    task.status = TaskStatus::Processing;
    task.total = 12.5;
    task.unit = u"files"_s;
    task.labels = {{u"a\"b"_s, u"c"_s}, {u"d"_s, QString()}};
    task.host = u"host"_s;
    task.hasRunner = true;
    task.retryOf = TaskId::make();
    QCOMPARE(*readNewTask(toJson(task)), task);

    TaskUpdate update;
    QCOMPARE(*readTaskUpdate(toJson(update)), update);
    update = {.progress = u"half"_s,
              .fraction = 0.5,
              .current = std::optional<double>(),
              .total = 1e300,
              .unit = QString(),
              .currentItem = u"file.c"_s,
              .cpuPercent = 150.5,
              .memoryBytes = limits::memoryBytesMax,
              .startProcessing = true,
              .sequence = std::numeric_limits<qint64>::max()};
    QCOMPARE(*readTaskUpdate(toJson(update)), update);

    const Completion completion{"{ \"a\" : [1, 2] }", 0};
    QCOMPARE(*readCompletion(toJson(completion)), completion);
    QCOMPARE(*readCompletion(toJson(Completion{})), Completion{});
    const Failure failure{u"broke\nhere"_s, 2, 15};
    QCOMPARE(*readFailure(toJson(failure)), failure);
    const Credentials credentials{u"owner@example.org"_s, "pass \"w\xc3\xb6rd\""};
    QCOMPARE(*readCredentials(toJson(credentials)), credentials);
    const NewToken token{u"ci"_s, TokenScope::Read, std::chrono::hours(1)};
    QCOMPARE(*readNewToken(toJson(token)), token);
    const NewAccount account{u"other@example.org"_s, "correct horse"};
    QCOMPARE(*readNewAccount(toJson(account)), account);
    QCOMPARE(*readPassword(passwordJson("correct horse")), QByteArray("correct horse"));
    const PasswordChange change{"old \"w\xc3\xb6rd\"", "correct horse"};
    QCOMPARE(*readPasswordChange(toJson(change)), change);
}

void tst_Requests::nullMakesItUnknown()
{
    const Result<TaskUpdate> update = readTaskUpdate(
        R"({"progress":null,"fraction":null,"current":null,"total":null,"unit":null,
            "current_item":null,"cpu_percent":null,"memory_bytes":null,"status":null,
            "sequence":null})");
    QVERIFY(update.isOk());
    QCOMPARE(update->progress, std::optional(QString()));
    QVERIFY(update->fraction && !*update->fraction);
    QVERIFY(update->current && !*update->current);
    QVERIFY(update->total && !*update->total);
    QCOMPARE(update->unit, std::optional(QString()));
    QCOMPARE(update->currentItem, std::optional(QString()));
    QVERIFY(update->cpuPercent && !*update->cpuPercent);
    QVERIFY(update->memoryBytes && !*update->memoryBytes);
    QVERIFY(!update->startProcessing);
    QVERIFY(!update->sequence);
}

void tst_Requests::whatIsNotSentDoesNotChange()
{
    QCOMPARE(*readTaskUpdate("{}"), TaskUpdate{});
}

void tst_Requests::resultKeepsItsReceivedText_data()
{
    QTest::addColumn<QByteArray>("result");

    for (const char *result : {"0", "1.0", "1e2", "-0", "12345678901234567890123", "\"\\u00e4\"",
                               "\"text\"", "true", "[]", "{\"b\": 1,  \"a\" :2}", "[1,\n 2]"})
        QTest::newRow(result) << QByteArray(result);
}

void tst_Requests::resultKeepsItsReceivedText()
{
    QFETCH(const QByteArray, result);

    const Result<Completion> completion =
        readCompletion("{ \"result\" : " + result + " , \"exit_code\":0}");
    QVERIFY(completion.isOk());
    QCOMPARE(completion->result, std::optional(result));
}

void tst_Requests::emptyBodiesAskForNothing()
{
    for (const QByteArray body : {"", " \r\n"}) {
        QCOMPARE(*readCompletion(body), Completion{});
        QCOMPARE(*readNewToken(body), NewToken{});
        QVERIFY(readNothing(body).isOk());
    }
}

void tst_Requests::charactersAreCountedNotCodeUnits()
{
    const auto task = [](int faces) {
        return R"({"name":")" + QByteArray("\xf0\x9f\x98\x80").repeated(faces) + R"("})";
    };
    QVERIFY(readNewTask(task(1024)).isOk());
    QVERIFY(!readNewTask(task(1025)).isOk());
}

QTEST_GUILESS_MAIN(tst_Requests)
#include "tst_requests.moc"
