#include "tests/support/rawclient.h"
#include "tests/support/routerows.h"

#include <QTest>

using namespace headway;
using namespace headway::test;

namespace {

/// A request, as its parts.
struct Ask
{
    QByteArray method;
    QByteArray target;
    QByteArray fields; ///< each with its line end
    QByteArray body;
    QByteArray host = "localhost:PORT";
    QByteArray version = "HTTP/1.1";

    QByteArray bytes(quint16 port) const
    {
        const QByteArray authority = QByteArray(host).replace("PORT", QByteArray::number(port));
        QByteArray all = method + ' ' + target + ' ' + version + "\r\nHost: " + authority + "\r\n"
            + fields + "Connection: close\r\n";
        if (!body.isEmpty() && !fields.contains("Content-Length"))
            all += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        return all + "\r\n" + body;
    }
};

/// Changes a good request into one that the Door refuses.
struct Refused
{
    const char *name;
    int status;
    void (*spoil)(Ask &ask);
};

const QList<Refused> refusals{
    {"another host", 403, [](Ask &ask) { ask.host = "evil.example:PORT"; }},
    {"another port", 403, [](Ask &ask) { ask.host = "localhost:1"; }},
    {"another origin", 403, [](Ask &ask) { ask.fields += "Origin: http://evil.example\r\n"; }},
    {"no origin", 403, [](Ask &ask) { ask.fields += "Origin: null\r\n"; }},
    {"cross-site", 403, [](Ask &ask) { ask.fields += "Sec-Fetch-Site: cross-site\r\n"; }},
    {"same-site", 403, [](Ask &ask) { ask.fields += "Sec-Fetch-Site: same-site\r\n"; }},
    {"malformed host", 400, [](Ask &ask) { ask.host = "a b"; }},
    {"malformed field", 400, [](Ask &ask) { ask.fields += "nothing\r\n"; }},
    {"folded field", 400, [](Ask &ask) { ask.fields += " folded\r\n"; }},
    {"malformed escape", 400, [](Ask &ask) { ask.target += "%zz"; }},
    {"NUL in the path", 400, [](Ask &ask) { ask.target += "%00"; }},
    {"malformed length", 400, [](Ask &ask) { ask.fields += "Content-Length: -1\r\n"; }},
    {"two lengths", 400,
     [](Ask &ask) { ask.fields += "Content-Length: 1\r\nContent-Length: 1\r\n"; }},
    {"too long a body", 413, [](Ask &ask) { ask.fields += "Content-Length: 10000000000\r\n"; }},
    {"too long a line", 414, [](Ask &ask) { ask.target += '?' + QByteArray(8192, 'a'); }},
    {"another expectation", 417, [](Ask &ask) { ask.fields += "Expect: 200-ok\r\n"; }},
    {"too many fields", 431, [](Ask &ask) { ask.fields += QByteArray("A: b\r\n").repeated(64); }},
    {"too long a head", 431,
     [](Ask &ask) { ask.fields += "A: " + QByteArray(32 * 1024, 'a') + "\r\n"; }},
    {"chunked", 501,
     [](Ask &ask) {
         ask.fields += "Transfer-Encoding: chunked\r\n";
         ask.body.clear();
     }},
    {"upgrade", 501, [](Ask &ask) { ask.fields += "Upgrade: websocket\r\n"; }},
    {"another version", 505, [](Ask &ask) { ask.version = "HTTP/2.0"; }},
};

/// What every answer carries, and with this value.
const QList<std::pair<QByteArray, QByteArray>> carried{
    {"x-content-type-options", "nosniff"},
    {"cache-control", "no-store"},
    {"content-security-policy", "default-src 'none'; frame-ancestors 'none'"},
    {"x-frame-options", "DENY"},
    {"referrer-policy", "no-referrer"},
    {"cross-origin-resource-policy", "same-origin"},
};

bool isStream(const HttpAnswer &answer)
{
    return answer.headers.value("content-type") == "text/event-stream";
}

/// What is wrong with the fields of an answer; nothing, if all is well.
QByteArrayList faultsOf(const HttpAnswer &answer)
{
    QByteArrayList faults;
    for (const auto &[name, value] : carried) {
        if (answer.headers.value(name) != value)
            faults += name + ": " + answer.headers.value(name);
    }
    for (auto it = answer.headers.begin(); it != answer.headers.end(); ++it) {
        if (it.key() == "server" || it.key() == "x-powered-by"
            || it.key().startsWith("access-control-"))
            faults += it.key();
        if (it->contains('\n') && it.key() != "set-cookie")
            faults += "twice " + it.key();
    }
    const bool hasLength = answer.headers.contains("content-length");
    const bool mayHaveLength = answer.status != 204 && answer.status != 304 && !isStream(answer);
    if (hasLength != mayHaveLength)
        faults += "content-length: " + answer.headers.value("content-length");
    if (answer.headers.contains("set-cookie") && answer.status != 200)
        faults += "set-cookie";
    return faults;
}

QByteArray entityTagOf(const HttpAnswer &answer)
{
    return answer.headers.value("etag");
}

} // namespace

class HeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routesAreAllHere();
    void everyAnswerIsGuarded_data() { addRows(); }
    void everyAnswerIsGuarded();
    void everyRefusalIsGuarded_data() { addRows(); }
    void everyRefusalIsGuarded();
    void noRouteIsGuarded();
    void lateIsGuarded();
    void tooOftenIsGuarded();

private:
    static void addRows();
    Caller callerOf(const RouteRow &row);
    Ask askOf(const RouteRow &row, const QByteArray &subject) const;
    Ask rightful(const RouteRow &row);
    /// Sends it, and holds the answer to @p status and to what every answer carries.
    HttpAnswer check(const Ask &ask, int status, const char *why = "");

    TestServer m_server;
};

void HeadersTest::addRows()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < routeRows().size(); ++i) {
        const RouteRow &row = routeRows().at(i);
        QTest::addRow("%s %s", wordOf(row.method).constData(), row.path.constData())
            << static_cast<int>(i);
    }
}

Caller HeadersTest::callerOf(const RouteRow &row)
{
    switch (routeOf(row)->access) {
    case Access::Open:
        return Caller::nobody();
    case Access::DataOwner:
        return m_server.dataOwner();
    case Access::Reader:
        return m_server.ownersToken(); // which it ends
    case Access::Account:
        break;
    }
    return m_server.owner();
}

Ask HeadersTest::askOf(const RouteRow &row, const QByteArray &subject) const
{
    QByteArray type = typeFieldOf(row);
    if (!row.body.isEmpty() && type.isEmpty())
        type = "Content-Type: application/json\r\n";
    return {.method = wordOf(row.method),
            .target = pathOf(row, subject),
            .fields = type,
            .body = row.body};
}

Ask HeadersTest::rightful(const RouteRow &row)
{
    Ask ask = askOf(row, makeSubject(m_server, row.subject));
    ask.fields += callerOf(row).field;
    return ask;
}

HttpAnswer HeadersTest::check(const Ask &ask, int status, const char *why)
{
    RawClient client(m_server.port());
    const QByteArray all = ask.bytes(m_server.port());
    const bool asksLeave = ask.fields.contains("Expect: 100-continue");
    client.send(all.chopped(asksLeave ? ask.body.size() : 0));
    HttpAnswer answer = client.answer(ask.method == "HEAD");
    const int first = answer.status;
    if (first == 100) {
        client.send(ask.body);
        answer = client.answer();
    }
    const QByteArray what = why + (' ' + ask.method) + ' '
        + ask.target.first(qMin(ask.target.size(), 80)) + '\n' + ask.fields.left(500) + '\n'
        + answer.head + answer.body;
    [&] {
        QCOMPARE(first == 100, asksLeave);
        QVERIFY2(answer.status == status, what.constData());
        const QByteArrayList faults = faultsOf(answer);
        QVERIFY2(faults.isEmpty(), (faults.join("; ") + " in " + what).constData());
        if (!isStream(answer)) {
            QVERIFY(client.isClosed());
            QCOMPARE(client.rest(), ""); // its length was right
        }
    }();
    return answer;
}

void HeadersTest::routesAreAllHere()
{
    for (const Route &route : allRoutes()) {
        const bool isHere =
            std::any_of(routeRows().begin(), routeRows().end(),
                        [&route](const RouteRow &row) { return routeOf(row) == &route; });
        QVERIFY2(isHere, route.path);
    }
}

void HeadersTest::everyAnswerIsGuarded()
{
    QFETCH(int, index);
    const RouteRow &row = routeRows().at(index);
    const bool isOpen = routeOf(row)->access == Access::Open;
    const Ask good = rightful(row);
    const HttpAnswer answer = check(good, row.status);

    Ask without = askOf(row, makeSubject(m_server, row.subject));
    if (!isOpen)
        check(without, 401);
    if (row.subject == Subject::Task || row.subject == Subject::EndedTask) {
        without.fields += m_server.other().field;
        check(without, 403);
        Ask unknown = askOf(row, TaskId::make().toString().toLatin1());
        unknown.fields += m_server.owner().field;
        check(unknown, 404);
    }
    if (row.method == Method::Get) {
        Ask head = good;
        head.method = "HEAD";
        const HttpAnswer told = check(head, row.status);
        QCOMPARE(told.headers.value("content-type"), answer.headers.value("content-type"));
        const HttpAnswer again = check(good, row.status);
        if (!entityTagOf(again).isEmpty()) {
            Ask known = good;
            known.fields += "If-None-Match: " + entityTagOf(again) + "\r\n";
            check(known, 304);
            known.method = "HEAD";
            check(known, 304);
        }
    }
    if (!row.body.isEmpty()) {
        Ask mistyped = rightful(row);
        mistyped.fields.replace("Content-Type: ", "Content-Type: x-");
        check(mistyped, 415);
        Ask waiting = rightful(row);
        waiting.fields += "Expect: 100-continue\r\n";
        if (row.path != "/api/v1/accounts") // one of that name is there by now
            check(waiting, row.status);
        Ask malformed = rightful(row);
        malformed.body = "{";
        if (typeFieldOf(row).isEmpty())
            check(malformed, 400);
    }
    Ask other = good;
    other.method = "OPTIONS";
    other.body.clear();
    QVERIFY(check(other, 405).headers.value("allow").contains(good.method));
}

void HeadersTest::everyRefusalIsGuarded()
{
    QFETCH(int, index);
    const RouteRow &row = routeRows().at(index);
    const Ask good = rightful(row);
    for (const Refused &refused : refusals) {
        Ask spoilt = good;
        refused.spoil(spoilt);
        check(spoilt, refused.status, refused.name);
    }
}

void HeadersTest::noRouteIsGuarded()
{
    for (const QByteArray path : {"/", "/api", "/favicon.ico", "/api/v2/tasks", "/api/v1/tasks/"})
        check({.method = "GET", .target = path, .fields = m_server.owner().field, .body = {}}, 404);
}

void HeadersTest::lateIsGuarded()
{
    HttpLimits limits;
    limits.headTime = std::chrono::milliseconds(50);
    limits.sweepInterval = std::chrono::milliseconds(10);
    const TestServer hasty(limits);
    RawClient client(hasty.port());
    client.send("GET / HTTP/1.1\r\n");
    const HttpAnswer answer = client.answer();
    QCOMPARE(answer.status, 408);
    QCOMPARE(faultsOf(answer), QByteArrayList());
}

void HeadersTest::tooOftenIsGuarded()
{
    const TestServer strict({}, {.isOn = true});
    RawClient client(strict.port());
    const QByteArray ask = requestBytes("GET /api/session HTTP/1.1", strict.port());
    constexpr int more = 1000; // than anybody may ask at once
    client.send(ask.repeated(more));
    HttpAnswer answer;
    for (int i = 0; i < more && answer.status != 429; ++i) {
        answer = client.answer();
        QCOMPARE(faultsOf(answer), QByteArrayList());
    }
    QCOMPARE(answer.status, 429);
    QVERIFY(answer.headers.value("retry-after").toInt() > 0);
}

QTEST_GUILESS_MAIN(HeadersTest)
#include "tst_headers.moc"
