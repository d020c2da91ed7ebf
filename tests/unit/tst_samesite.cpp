#include "core/api/samesite.h"

#include <QTest>

using namespace headway;

/// Which requests come from pages of others, by what a browser says of them.
class SameSiteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void host_data();
    void host();
    void browsersWord_data();
    void browsersWord();
    void everyFieldCounts();
    void siteOfNames_data();
    void siteOfNames();
    void publicName_data();
    void publicName();
};

namespace {

constexpr quint16 ourPort = 7717;

RequestHead headOf(const QByteArray &host, const QByteArray &origin = {})
{
    RequestHead head;
    head.host = host;
    if (!origin.isEmpty())
        head.fields.append({"origin", origin});
    return head;
}

int statusOf(const std::optional<Refusal> &refusal)
{
    return refusal ? refusal->status : 200;
}

int statusOf(const RequestHead &head)
{
    return statusOf(refusalOfForeign(head, ourPort));
}

} // namespace

void SameSiteTest::host_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("ours");

    const auto row = [](const char *name, bool ours) {
        QTest::newRow(name) << QByteArray(name) << ours;
    };
    row("localhost:7717", true);
    row("LocalHost:7717", true);
    row("127.0.0.1:7717", true);
    row("[::1]:7717", true);
    for (const char *foreign : {"localhost",
                                "localhost:",
                                "localhost:80",
                                "localhost:77170",
                                "localhost:7718",
                                "localhost:07717",
                                "localhost:+7717",
                                "localhost:7717.",
                                "localhost:7717:7717",
                                "localhost.:7717",
                                "localhost.example.org:7717",
                                "example.org:7717",
                                "example.org",
                                "127.0.0.1.example.org:7717",
                                "localhost.localdomain:7717",
                                "xlocalhost:7717",
                                "local:7717",
                                "127.0.0.2:7717",
                                "127.1:7717",
                                "127.0.1:7717",
                                "127.000.000.001:7717",
                                "0177.0.0.1:7717",
                                "0x7f.0.0.1:7717",
                                "2130706433:7717",
                                "127.0.0.1.:7717",
                                "0.0.0.0:7717",
                                "0:7717",
                                "[::]:7717",
                                "[::1]",
                                "[::1]:7718",
                                "::1:7717",
                                "[0:0:0:0:0:0:0:1]:7717",
                                "[::0001]:7717",
                                "[::ffff:127.0.0.1]:7717",
                                "[::127.0.0.1]:7717",
                                "[::1%25lo]:7717",
                                "localhost@example.org:7717",
                                "example.org@localhost:7717",
                                "l",
                                ":7717",
                                "7717",
                                "*:7717",
                                "",
                                ":",
                                "]:7717",
                                "[:7717"})
        row(foreign, false);
}

void SameSiteTest::host()
{
    QFETCH(const QByteArray, name);
    QFETCH(const bool, ours);
    QCOMPARE(statusOf(headOf(name)), ours ? 200 : 403);
}

void SameSiteTest::browsersWord_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("ours");

    const auto origin = [](const char *value, bool ours) {
        QTest::addRow("Origin '%s'", value) << QByteArray("origin") << QByteArray(value) << ours;
    };
    const auto from = [](const char *value, bool ours) {
        QTest::addRow("Sec-Fetch-Site '%s'", value)
            << QByteArray("sec-fetch-site") << QByteArray(value) << ours;
    };
    origin("http://localhost:7717", true);
    origin("http://LOCALHOST:7717", true);
    origin("http://127.0.0.1:7717", true);
    origin("http://[::1]:7717", true);
    for (const char *foreign : {"",
                                "null",
                                "NULL",
                                "*",
                                "http://",
                                "http",
                                "localhost:7717",
                                "//localhost:7717",
                                "http:localhost:7717",
                                "http:/localhost:7717",
                                "http:///localhost:7717",
                                "HTTP://localhost:7717",
                                "https://localhost:7717",
                                "ws://localhost:7717",
                                "file://",
                                "file://localhost:7717",
                                "chrome-extension://localhost:7717",
                                "http://localhost",
                                "http://localhost:",
                                "http://localhost:80",
                                "http://localhost:7718",
                                "http://localhost:77170",
                                "http://localhost:07717",
                                "http://localhost:7717/",
                                "http://localhost:7717/a",
                                "http://localhost:7717?",
                                "http://localhost:7717#",
                                "http://localhost:7717.example.org",
                                "http://localhost:7717@example.org",
                                "http://localhost:7717:7717",
                                "http://a@localhost:7717",
                                "http://localhost.:7717",
                                "http://localhost%3A7717",
                                "http://localhost:7717, http://example.org",
                                "http://example.org, http://localhost:7717",
                                "http://localhost:7717 http://example.org",
                                "http://example.org",
                                "http://example.org:7717",
                                "http://localhost.example.org:7717",
                                "http://127.0.0.2:7717",
                                "http://127.1:7717",
                                "http://0.0.0.0:7717",
                                "http://[::]:7717",
                                "http://[::ffff:127.0.0.1]:7717",
                                "http://::1:7717",
                                "http://\xd0\xbeocalhost:7717",
                                "'http://localhost:7717'",
                                "\"http://localhost:7717\""})
        origin(foreign, false);
    from("same-origin", true);
    from("none", true);
    for (const char *foreign :
         {"", "same-site", "cross-site", "Same-Origin", "SAME-ORIGIN", "None", "same-origin, none",
          "same-origin,same-origin", "same-origin;a", "same-origin ?1", "\"same-origin\"", "?1",
          "same_origin", "sameorigin", "same-origin.", "same-origins", "*", "null", "unknown"})
        from(foreign, false);
}

void SameSiteTest::browsersWord()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, ours);
    RequestHead head = headOf("localhost:7717");
    head.fields.append({field, value});
    QCOMPARE(statusOf(head), ours ? 200 : 403);
}

/// The parser refuses a second one; the rule does not rely on it.
void SameSiteTest::everyFieldCounts()
{
    for (const QList<RequestHead::Field> &fields :
         {QList<RequestHead::Field>{{"origin", "http://localhost:7717"}, {"origin", "null"}},
          {{"origin", "null"}, {"origin", "http://localhost:7717"}},
          {{"sec-fetch-site", "none"}, {"sec-fetch-site", "cross-site"}},
          {{"origin", "http://localhost:7717"}, {"sec-fetch-site", "cross-site"}},
          {{"sec-fetch-site", "same-origin"}, {"origin", "http://example.org"}}}) {
        RequestHead head = headOf("localhost:7717");
        head.fields = fields;
        QCOMPARE(statusOf(head), 403);
    }
    RequestHead head = headOf("example.org:7717");
    head.fields = {{"origin", "http://localhost:7717"}, {"sec-fetch-site", "same-origin"}};
    QCOMPARE(statusOf(head), 403);
}

void SameSiteTest::siteOfNames_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("port");
    QTest::addColumn<bool>("ours");

    const auto row = [](const char *host, const char *origin, int port, bool ours) {
        QTest::addRow("%s of '%s' at %d", host, origin, port)
            << QByteArray(host) << QByteArray(origin) << port << ours;
    };
    row("tasks.example.org:7717", "", 7717, true);
    row("tasks.example.org:7717", "https://tasks.example.org:7717", 7717, true);
    row("TASKS.example.org:7717", "https://tasks.EXAMPLE.org:7717", 7717, true);
    row("tasks.example.org", "", 443, true);
    row("tasks.example.org", "https://tasks.example.org", 443, true);
    row("tasks.example.org:443", "https://tasks.example.org", 443, true);
    row("a.wild.example.org:7717", "", 7717, true);
    row("a.wild.example.org:7717", "https://b.wild.example.org:7717", 7717, true);
    row("tasks.example.org", "", 7717, false);
    row("tasks.example.org", "", 80, false);
    row("tasks.example.org:80", "", 443, false);
    row("tasks.example.org:7717", "http://tasks.example.org:7717", 7717, false);
    row("tasks.example.org:7717", "https://tasks.example.org", 7717, false);
    row("tasks.example.org:7717", "https://example.org:7717", 7717, false);
    row("localhost:7717", "", 7717, false);
    row("example.org:7717", "", 7717, false);
    row("xtasks.example.org:7717", "", 7717, false);
    row("wild.example.org:7717", "", 7717, false);
    row(".wild.example.org:7717", "", 7717, false);
    row("a.b.wild.example.org:7717", "", 7717, false);
    row("*.wild.example.org:7717", "", 7717, true); // no browser can be sent there
    row("awild.example.org:7717", "", 7717, false);
    row("a.wild.example.org.evil.example:7717", "", 7717, false);
}

void SameSiteTest::siteOfNames()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, origin);
    QFETCH(const int, port);
    QFETCH(const bool, ours);
    const Site site{{"tasks.example.org", "*.wild.example.org"}, {}, true};
    const RequestHead head = headOf(host, origin);
    QCOMPARE(statusOf(refusalOfForeign(head, static_cast<quint16>(port), site)), ours ? 200 : 403);
}

void SameSiteTest::publicName_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("isProxied");
    QTest::addColumn<bool>("ours");

    const auto row = [](const char *host, const char *origin, bool isProxied, bool ours) {
        QTest::addRow("%s of '%s', %s", host, origin, isProxied ? "proxied" : "not proxied")
            << QByteArray(host) << QByteArray(origin) << isProxied << ours;
    };
    row("tasks.example.org", "", true, true);
    row("Tasks.Example.org:8443", "", true, true);
    row("tasks.example.org", "https://tasks.example.org", true, true);
    row("tasks.example.org", "http://TASKS.example.org", true, true);
    row("tasks.example.org:8443", "https://tasks.example.org:8443", true, true);
    row("localhost:7717", "", true, true);
    row("localhost:7717", "http://localhost:7717", true, true);
    row("tasks.example.org", "", false, false);
    row("tasks.example.org:7717", "", false, false);
    row("localhost", "", true, false);
    row("localhost:8443", "", true, false);
    row("example.org", "", true, false);
    row("tasks.example.org.", "", true, false);
    row("tasks.example.org.evil.example", "", true, false);
    row("tasks.example.org", "https://tasks.example.org:8443", true, false);
    row("tasks.example.org:8443", "https://tasks.example.org", true, false);
    row("tasks.example.org", "https://tasks.example.org.evil.example", true, false);
    row("tasks.example.org", "https://example.org", true, false);
    row("tasks.example.org", "https://tasks.example.org/", true, false);
    row("tasks.example.org", "ftp://tasks.example.org", true, false);
    row("tasks.example.org", "tasks.example.org", true, false);
    row("tasks.example.org", "null", true, false);
    row("tasks.example.org", "http://localhost:7717", true, false);
    row("localhost:7717", "https://tasks.example.org", true, false);
    row("localhost:7717", "http://tasks.example.org", true, false);
}

void SameSiteTest::publicName()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, origin);
    QFETCH(const bool, isProxied);
    QFETCH(const bool, ours);
    Site site;
    site.publicNames = {"tasks.example.org"};
    const RequestHead head = headOf(host, origin);
    QCOMPARE(statusOf(refusalOfForeign(head, ourPort, site, isProxied)), ours ? 200 : 403);
}

QTEST_GUILESS_MAIN(SameSiteTest)
#include "tst_samesite.moc"
