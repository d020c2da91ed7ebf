#include "core/api/connection.h"
#include "core/api/httpserver.h"
#include "tests/support/rawclient.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace headway;
using namespace headway::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Answers `/now` at once and anything else when it is told to.
class Desk final : public RequestHandler
{
public:
    qint64 bodyLimit(const RequestHead &) const override { return 1'000'000; }
    Answer refusal(const Refusal &refusal, const QByteArray &) const override
    {
        return {refusal.status, "text/plain", refusal.why, {}};
    }
    TakeBody handle(Request request) override
    {
        return [this, request](const QByteArray &body) { handleWhole(request, body); };
    }
    void handleWhole(const Request &request, const QByteArray &body)
    {
        m_bodies.append(body);
        m_peers.append(request.peer().toString());
        if (request.head.path == "/now")
            request.answer({200, "text/plain", m_text, {{"Set-Cookie", "session=s"}}});
        else
            m_parked.append(request);
    }
    void answerNext() { m_parked.takeFirst().answer({200, "text/plain", "later", {}}); }

    QByteArrayList bodies() const { return m_bodies; }
    QStringList peers() const { return m_peers; }
    qsizetype parkedCount() const { return m_parked.size(); }
    void setText(const QByteArray &text) { m_text = text; }

private:
    QByteArrayList m_bodies;
    QStringList m_peers;
    QList<Request> m_parked;
    QByteArray m_text = "now";
};

/// A client that takes any certificate. Its waiting runs the event loop.
class TlsClient
{
public:
    explicit TlsClient(quint16 port, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater)
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        tls.setProtocol(protocol);
        m_socket.setSslConfiguration(tls);
        QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket,
                         [this] { m_received += m_socket.readAll(); });
        m_socket.connectToHostEncrypted(u"127.0.0.1"_s, port);
    }
    bool isEncrypted()
    {
        return QTest::qWaitFor([this] { return m_socket.isEncrypted(); });
    }
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    HttpAnswer answer()
    {
        std::optional<HttpAnswer> answer;
        const bool isThere = QTest::qWaitFor(
            [&] { return (answer = takeAnswer(m_received, false)).has_value(); }, 20'000);
        return isThere ? *answer : HttpAnswer();
    }
    bool isClosed()
    {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::UnconnectedState; }, 20'000);
    }
    QByteArray rest() const { return m_received; }

private:
    QSslSocket m_socket;
    QByteArray m_received;
};

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { open({}); }
    void cleanup() { close(); }

    void requestIsAnswered_data();
    void requestIsAnswered();
    void oldProtocolIsRefused();
    void plainTextIsNotAnswered();
    void bytesOneByOne();
    void pipelinedAnswersComeInOrder();
    void pipelinedRequestsWaitForTheirTurn();
    void largeBodyArrivesWhole();
    void largeAnswerArrivesWhole();
    void connectionClosesAfterItsLastAnswer();
    void refusalArrivesAlthoughMoreIsSent();
    void handshakeCountsIntoTheTimeOfAHead();
    void halfHandshakeGoesForANewcomer();
    void streamIsSentAndEnds();
    void onlyCertifiedNamesAreAnswered_data();
    void onlyCertifiedNamesAreAnswered();
    void mistakesAreToldInASentence_data();
    void mistakesAreToldInASentence();
    void urlIsOneThatTheCertificateVouchesFor();
    void namedProxyIsBelieved_data();
    void namedProxyIsBelieved();

private:
    void open(const HttpLimits &limits) { openWith(limits, {}); }
    void openWith(const HttpLimits &limits, EntranceOptions options);
    void close()
    {
        m_server.reset();
        m_desk.reset();
    }
    QString path(const char *name) const { return m_directory.filePath(QString::fromLatin1(name)); }
    /// NAME.pem and NAME.key.
    void makeCertificate(const char *name, const QStringList &algorithm, const QString &names);
    QByteArray request(const QByteArray &line, const QByteArray &fields = {},
                       const QByteArray &body = {}) const
    {
        return requestBytes(line, m_server->port(), fields, body);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<HttpServer> m_server;
};

void TlsTest::makeCertificate(const char *name, const QStringList &algorithm, const QString &names)
{
    const QString key = path(name) + u".key"_s;
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s,
                              u"/CN=headway"_s, u"-addext"_s, u"subjectAltName="_s + names,
                              u"-out"_s, path(name) + u".pem"_s, u"-keyout"_s, key, u"-newkey"_s}
                      + algorithm);
    QVERIFY(openssl.waitForFinished());
    QCOMPARE(openssl.exitCode(), 0);
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner));
}

void TlsTest::initTestCase()
{
    const QString names = u"DNS:localhost,DNS:*.example.org,IP:127.0.0.1,IP:::1"_s;
    const QStringList curve{u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s};
    makeCertificate("ec", curve, names);
    makeCertificate("ec2", curve, names);
    makeCertificate("rsa", {u"rsa:2048"_s}, names);
    makeCertificate("rsa2", {u"rsa:2048"_s}, names);
    makeCertificate("named", curve, u"DNS:*.example.org,DNS:tasks.example.org"_s);
}

void TlsTest::openWith(const HttpLimits &limits, EntranceOptions options)
{
    close();
    if (options.proxy.isEmpty()) {
        options.certificateFile = path("ec.pem");
        options.keyFile = path("ec.key");
    }
    const Result<Entrance> entrance = readEntrance(options, QDateTime::currentDateTimeUtc());
    QVERIFY2(entrance, entrance ? "" : qPrintable(entrance.error().detail));
    m_desk = std::make_unique<Desk>();
    m_server = std::make_unique<HttpServer>(*m_desk, limits, *entrance);
    QCOMPARE(m_server->open(QHostAddress::LocalHost, 0), QAbstractSocket::UnknownSocketError);
}

void TlsTest::requestIsAnswered_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("EC") << u"ec"_s;
    QTest::newRow("RSA") << u"rsa"_s;
}

void TlsTest::requestIsAnswered()
{
    QFETCH(QString, key);
    const Result<Entrance> entrance =
        readEntrance({.certificateFile = m_directory.filePath(key + u".pem"_s),
                      .keyFile = m_directory.filePath(key + u".key"_s)},
                     QDateTime::currentDateTimeUtc());
    QVERIFY(entrance);
    HttpServer server(*m_desk, {}, *entrance);
    QCOMPARE(server.open(QHostAddress::LocalHost, 0), QAbstractSocket::UnknownSocketError);
    TlsClient client(server.port());
    for (int i = 0; i < 3; ++i) {
        client.send(requestBytes("GET /now HTTP/1.1", server.port()));
        const HttpAnswer answer = client.answer();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "now");
        QCOMPARE(answer.headers.value("set-cookie"), "session=s; Secure");
    }
    QVERIFY(client.rest().isEmpty());
}

void TlsTest::oldProtocolIsRefused()
{
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    TlsClient client(m_server->port(), QSsl::TlsV1_1);
    QT_WARNING_POP
    QVERIFY(client.isClosed());
    TlsClient another(m_server->port(), QSsl::TlsV1_2);
    QVERIFY(another.isEncrypted());
}

void TlsTest::plainTextIsNotAnswered()
{
    RawClient client(m_server->port());
    client.send(request("GET /now HTTP/1.1"));
    QVERIFY(client.isClosed());
    QVERIFY(!client.rest().contains("HTTP/"));
    QVERIFY(m_desk->bodies().isEmpty());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TlsTest::bytesOneByOne()
{
    TlsClient client(m_server->port());
    QVERIFY(client.isEncrypted());
    for (const char byte : request("POST /now HTTP/1.1", {}, "hello")) {
        client.send(QByteArray(1, byte));
        QCoreApplication::processEvents();
    }
    QCOMPARE(client.answer().status, 200);
    QCOMPARE(m_desk->bodies(), QByteArrayList{"hello"});
}

void TlsTest::pipelinedAnswersComeInOrder()
{
    constexpr int count = 2000; // more than one buffer holds, and many in one record
    TlsClient client(m_server->port());
    QVERIFY(client.isEncrypted());
    QByteArray requests;
    for (int i = 0; i < count; ++i)
        requests += request("POST /now HTTP/1.1", {}, QByteArray::number(i));
    client.send(requests);
    for (int i = 0; i < count; ++i)
        QCOMPARE(client.answer().status, 200);
    QCOMPARE(m_desk->bodies().size(), count);
    for (int i = 0; i < count; ++i)
        QCOMPARE(m_desk->bodies().at(i), QByteArray::number(i));
}

void TlsTest::pipelinedRequestsWaitForTheirTurn()
{
    TlsClient client(m_server->port());
    QVERIFY(client.isEncrypted());
    client.send(request("GET /a HTTP/1.1") + request("GET /b HTTP/1.1"));
    QTRY_COMPARE(m_desk->parkedCount(), 1);
    client.send(request("GET /c HTTP/1.1"));
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(m_desk->parkedCount(), 1);
        QCOMPARE(m_desk->bodies().size(), i + 1);
        m_desk->answerNext();
        QCOMPARE(client.answer().body, "later");
    }
}

void TlsTest::largeBodyArrivesWhole()
{
    TlsClient client(m_server->port());
    QVERIFY(client.isEncrypted());
    const QByteArray body(1'000'000, 'b');
    for (int i = 1; i <= 3; ++i) {
        client.send(request("POST /now HTTP/1.1", {}, body));
        QCOMPARE(client.answer().status, 200);
        QCOMPARE(m_desk->bodies().size(), i);
        QVERIFY(m_desk->bodies().constLast() == body);
    }
}

void TlsTest::largeAnswerArrivesWhole()
{
    constexpr qsizetype size = 8 * 1024 * 1024;
    m_desk->setText(QByteArray(size, 'x'));
    TlsClient client(m_server->port());
    client.send(request("GET /now HTTP/1.1", "Connection: close\r\n"));
    QCOMPARE(client.answer().body.size(), size);
    QVERIFY(client.isClosed());
}

void TlsTest::connectionClosesAfterItsLastAnswer()
{
    TlsClient client(m_server->port());
    client.send(request("GET /now HTTP/1.1", "Connection: close\r\n"));
    QCOMPARE(client.answer().headers.value("connection"), "close");
    QVERIFY(client.isClosed());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TlsTest::refusalArrivesAlthoughMoreIsSent()
{
    HttpLimits limits;
    limits.lingerTime = 200ms;
    limits.sweepInterval = 20ms;
    open(limits);
    TlsClient client(m_server->port());
    QVERIFY(client.isEncrypted());
    client.send(request("POST /now HTTP/1.1", "Content-Length: 1000001\r\n"));
    client.send(QByteArray(1'000'001, 'x'));
    QCOMPARE(client.answer().status, 413);
    QVERIFY(client.isClosed());
    QVERIFY(m_desk->bodies().isEmpty());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TlsTest::handshakeCountsIntoTheTimeOfAHead()
{
    HttpLimits limits;
    limits.headTime = 150ms;
    limits.sweepInterval = 20ms;
    open(limits); // idle connections have far more time
    RawClient silent(m_server->port());
    RawClient half(m_server->port());
    half.send(QByteArray::fromHex("16030100"));
    TlsClient shaken(m_server->port());
    QVERIFY(shaken.isEncrypted());
    QVERIFY(silent.isClosed());
    QVERIFY(half.isClosed());
    QVERIFY(shaken.isClosed());
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

void TlsTest::halfHandshakeGoesForANewcomer()
{
    HttpLimits limits;
    limits.unfinishedHeads = 3;
    limits.headGrace = 0ms;
    open(limits);
    std::vector<std::unique_ptr<RawClient>> half;
    for (int i = 0; i < 3; ++i) {
        half.push_back(std::make_unique<RawClient>(m_server->port()));
        half.back()->send(QByteArray::fromHex("16030100"));
        QTRY_COMPARE(m_server->connectionCount(), i + 1);
    }
    TlsClient good(m_server->port());
    good.send(request("GET /now HTTP/1.1"));
    QCOMPARE(good.answer().status, 200);
    QVERIFY(half.at(0)->isClosed());
}

void TlsTest::streamIsSentAndEnds()
{
    class Streaming final : public RequestHandler
    {
    public:
        qint64 bodyLimit(const RequestHead &) const override { return 0; }
        Answer refusal(const Refusal &refusal, const QByteArray &) const override
        {
            return {refusal.status, {}, {}, {}};
        }
        TakeBody handle(Request request) override
        {
            Answer answer{200, "text/plain", {}, {}};
            answer.stream = [](StreamSink &sink) {
                for (int i = 0; i < 1000; ++i)
                    sink.write("a part of it\n");
                sink.finish();
                return std::make_unique<QObject>();
            };
            request.answer(answer);
            return {};
        }
    };
    Streaming desk;
    HttpServer server(desk, {}, m_server->entrance());
    QCOMPARE(server.open(QHostAddress::LocalHost, 0), QAbstractSocket::UnknownSocketError);
    TlsClient client(server.port());
    client.send(requestBytes("GET /stream HTTP/1.1", server.port()));
    QVERIFY(client.isClosed());
    QCOMPARE(client.rest().count("a part of it\n"), 1000);
    QTRY_COMPARE(server.connectionCount(), 0);
}

void TlsTest::onlyCertifiedNamesAreAnswered_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *host, const char *fields, int status) {
        QTest::addRow("%s %s", host, fields) << QByteArray(host) << QByteArray(fields) << status;
    };
    row("localhost:PORT", "", 200);
    row("127.0.0.1:PORT", "", 200);
    row("[::1]:PORT", "", 200);
    row("tasks.example.org:PORT", "", 200);
    row("Tasks.Example.Org:PORT", "", 200);
    row("example.org:PORT", "", 403);
    row("a.tasks.example.org:PORT", "", 403);
    row("example.com:PORT", "", 403);
    row("localhost", "", 403);
    row("localhost:443", "", 403);
    row("localhost:PORT", "Origin: https://localhost:PORT\r\n", 200);
    row("localhost:PORT", "Origin: http://localhost:PORT\r\n", 403);
    row("localhost:PORT", "Origin: https://localhost\r\n", 403);
    row("localhost:PORT", "Sec-Fetch-Site: cross-site\r\n", 403);
    row("localhost:PORT", "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Host: a.example\r\n", 200);
}

void TlsTest::onlyCertifiedNamesAreAnswered()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QByteArray bytes = "GET /now HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
    TlsClient client(m_server->port());
    client.send(bytes.replace("PORT", QByteArray::number(m_server->port())));
    QCOMPARE(client.answer().status, status);
    for (const QString &peer : m_desk->peers())
        QVERIFY(!peer.contains(u"192.0.2"_s));
}

void TlsTest::mistakesAreToldInASentence_data()
{
    QTest::addColumn<QString>("bind");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("days"); // from now
    QTest::addColumn<QString>("words"); // empty: it is none
    const auto row = [](const char *name, const char *bind, const char *certificate,
                        const char *key, const char *words, int days = 0) {
        const auto text = [](const char *ascii) { return QString::fromLatin1(ascii); };
        QTest::newRow(name) << text(bind) << text(certificate) << text(key) << days << text(words);
    };
    for (const char *bind : {"", "localhost", "127.0.0.1", "::1"})
        row(qPrintable(u"loopback '%1'"_s.arg(QString::fromLatin1(bind))), bind, "", "", "");
    row("another loopback", "127.0.0.2", "", "", "127.0.0.1 and ::1");
    for (const char *bind : {"0.0.0.0", "::", "192.0.2.1", "::ffff:192.0.2.1"})
        row(bind, bind, "", "", "--tls-certificate and --tls-key only");
    row("a name", "example.org", "ec.pem", "ec.key", "no address to listen on");
    row("nonsense", "1.2.3.4.5", "ec.pem", "ec.key", "no address to listen on");
    row("everywhere", "0.0.0.0", "ec.pem", "ec.key", "");
    row("EC on loopback", "", "ec.pem", "ec.key", "");
    row("RSA", "::", "rsa.pem", "rsa.key", "");
    row("no key", "0.0.0.0", "ec.pem", "", "go together");
    row("no certificate", "", "", "ec.key", "go together");
    row("no such certificate", "", "none.pem", "ec.key", "none.pem cannot be read");
    row("no such key", "", "ec.pem", "none.key", "none.key");
    row("a key for a certificate", "", "ec.key", "ec.key", "holds no certificate");
    row("a certificate for a key", "", "ec.pem", "secret.pem", "holds no RSA or EC key");
    row("another EC key", "", "ec.pem", "ec2.key", "does not belong to");
    row("another RSA key", "", "rsa.pem", "rsa2.key", "does not belong to");
    row("a key of another kind", "", "rsa.pem", "ec.key", "does not belong to");
    row("a key that others read", "", "ec.pem", "open.key", "open.key");
    row("a link", "", "ec.pem", "link.key", "is a link");
    row("a directory", "", "ec.pem", ".", "not a plain file");
    row("expired", "", "ec.pem", "ec.key", "has expired", 31);
    row("not yet valid", "", "ec.pem", "ec.key", "is not valid before", -2);
}

void TlsTest::mistakesAreToldInASentence()
{
    QFETCH(QString, bind);
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    QFETCH(int, days);
    QFETCH(QString, words);
    const auto copy = [this](const char *from, const char *to, QFile::Permissions permissions) {
        QFile::remove(path(to));
        return QFile::copy(path(from), path(to)) && QFile::setPermissions(path(to), permissions);
    };
    QVERIFY(copy("ec.key", "open.key", QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(copy("ec.pem", "secret.pem", QFile::ReadOwner));
    QFile::link(path("ec.key"), path("link.key"));
    const auto inDirectory = [this](const QString &name) {
        return name.isEmpty() ? name : m_directory.filePath(name);
    };
    const Result<Entrance> entrance = readEntrance(
        {.bind = bind, .certificateFile = inDirectory(certificate), .keyFile = inDirectory(key)},
        QDateTime::currentDateTimeUtc().addDays(days));
    QCOMPARE(entrance.isOk(), words.isEmpty());
    if (!entrance)
        QVERIFY2(entrance.error().detail.contains(words), qPrintable(entrance.error().detail));
}

void TlsTest::urlIsOneThatTheCertificateVouchesFor()
{
    const auto hostFor = [this](const char *bind, const char *name) {
        const Result<Entrance> entrance = readEntrance({.bind = QString::fromLatin1(bind),
                                                        .certificateFile = path(name) + u".pem"_s,
                                                        .keyFile = path(name) + u".key"_s},
                                                       QDateTime::currentDateTimeUtc());
        return entrance ? entrance->host : entrance.error().detail;
    };
    QCOMPARE(hostFor("", "ec"), u"127.0.0.1"_s);
    QCOMPARE(hostFor("0.0.0.0", "ec"), u"localhost"_s);
    QCOMPARE(hostFor("192.0.2.1", "named"), u"tasks.example.org"_s);
}

void TlsTest::namedProxyIsBelieved_data()
{
    QTest::addColumn<QString>("proxy");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("peer"); // empty: the proxy itself
    QTest::addColumn<bool>("isSecure");
    const auto row = [](const char *name, const char *proxy, const char *host, const char *fields,
                        int status, const char *peer = "", bool isSecure = false) {
        QTest::newRow(name) << QString::fromLatin1(proxy) << QByteArray(host) << QByteArray(fields)
                            << status << QString::fromLatin1(peer) << isSecure;
    };
    const char *ours = "127.0.0.1";
    const char *other = "192.0.2.9";
    row("its client", ours, "tasks.example.org", "X-Forwarded-For: 192.0.2.1\r\n", 200,
        "192.0.2.1");
    row("the last of the list", ours, "localhost:PORT",
        "X-Forwarded-For: 198.51.100.1, 192.0.2.1\r\n", 200, "192.0.2.1");
    row("the last of the fields", ours, "localhost:PORT",
        "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 2001:db8::1\r\n", 200, "2001:db8::1");
    row("mapped", ours, "localhost:PORT", "X-Forwarded-For: ::ffff:192.0.2.1\r\n", 200,
        "192.0.2.1");
    row("nonsense", ours, "localhost:PORT", "X-Forwarded-For: root\r\n", 200);
    row("nothing", ours, "localhost:PORT", "", 200);
    row("over https", ours, "tasks.example.org",
        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n", 200, "192.0.2.1", true);
    row("the client says https", ours, "tasks.example.org",
        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https, http\r\n", 200, "192.0.2.1");
    row("any port", ours, "tasks.example.org:8443", "", 200);
    row("the page's origin", ours, "tasks.example.org",
        "Origin: https://tasks.example.org\r\nSec-Fetch-Site: same-origin\r\n", 200);
    row("another origin", ours, "tasks.example.org", "Origin: https://a.example.org\r\n", 403);
    row("another port's origin", ours, "tasks.example.org",
        "Origin: https://tasks.example.org:8443\r\n", 403);
    row("another name", ours, "a.example.org", "", 403);
    row("X-Forwarded-Host", ours, "a.example.org", "X-Forwarded-Host: tasks.example.org\r\n", 403);
    row("not the proxy", other, "localhost:PORT",
        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Proto: https\r\n", 200);
    row("a public name without the proxy", other, "tasks.example.org", "", 403);
}

void TlsTest::namedProxyIsBelieved()
{
    QFETCH(QString, proxy);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    QFETCH(QString, peer);
    QFETCH(bool, isSecure);
    openWith({}, {.proxy = proxy, .publicNames = {u"tasks.example.org"_s}});
    RawClient client(m_server->port());
    const QByteArray bytes = "GET /now HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
    client.send(QByteArray(bytes).replace("PORT", QByteArray::number(m_server->port())));
    const HttpAnswer answer = client.answer();
    QCOMPARE(answer.status, status);
    QCOMPARE(m_desk->peers().size(), status == 200 ? 1 : 0);
    if (status != 200)
        return;
    const Peer itself{ownUser(), u"127.0.0.1"_s};
    QCOMPARE(m_desk->peers().constFirst(), peer.isEmpty() ? itself.toString() : peer);
    QCOMPARE(answer.headers.value("set-cookie").endsWith("; Secure"), isSecure);
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
