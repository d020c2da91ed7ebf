#include "core/client/remotetasksession.h"
#include "core/wire/taskjson.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

namespace {

/// Answers every request, one a connection, with the same bytes, and keeps what it was sent.
class TinyServer : public QTcpServer
{
public:
    TinyServer()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this] { ++disconnected; });
        });
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort())); }

    void answerWith(int status, const QByteArray &body, const QByteArray &headers = {})
    {
        m_answer = "HTTP/1.1 " + QByteArray::number(status)
            + " Words\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\nConnection: close\r\n" + headers + "\r\n" + body;
    }
    void answerWithBytes(const QByteArray &bytes) { m_answer = bytes; }
    void neverAnswer() { m_answer.clear(); }

    QByteArrayList requests;
    int disconnected = 0;

private:
    void read(QTcpSocket *socket)
    {
        const QByteArray bytes = socket->peek(socket->bytesAvailable());
        const qsizetype head = bytes.indexOf("\r\n\r\n");
        if (head < 0 || bytes.size() < head + 4 + lengthIn(bytes.first(head)))
            return;
        requests.append(socket->readAll());
        if (m_answer.isEmpty())
            return;
        socket->write(m_answer);
        socket->disconnectFromHost();
    }

    static qsizetype lengthIn(const QByteArray &head)
    {
        const QByteArray name = "\r\ncontent-length: ";
        const qsizetype at = head.toLower().indexOf(name);
        return at < 0 ? 0 : head.mid(at + name.size()).split('\r').first().toLongLong();
    }

    QByteArray m_answer;
};

Task someTask()
{
    Task task;
    task.id = TaskId::make();
    task.name = u"n"_s;
    task.ownerEmail = u"owner@example.org"_s;
    task.createdAt = QDateTime(QDate(2026, 11, 23), QTime(9, 15), Qt::UTC);
    task.revision = 3;
    return task;
}

} // namespace

class tst_ApiClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsCarryCredentialAndKey_data();
    void requestsCarryCredentialAndKey();
    void ownKeyIsSentAndFreshOnesDiffer();
    void repeatableRequestsCarryNoKey();
    void errorsAreRead_data();
    void errorsAreRead();
    void timeToWaitIsTold();
    void brokenAnswersAreErrors_data();
    void brokenAnswersAreErrors();
    void nobodyThereIsUnreachable();
    void silenceIsUnreachable();
    void unwantedAnswerIsGivenUp();
    void typedSearchHasOneRequestUnderWay();
    void secretIsForItsListenerOnly_data();
    void secretIsForItsListenerOnly();
    void endOfTheClientAnswersWhatWaits();
    void redirectIsNotFollowed();
    void credentialEndedIsTold();
    void filterBecomesAQuery();
    void outputNeedsItsHeaders();

private:
    template <typename T>
    static Result<T> resultOf(const QFuture<Result<T>> &future)
    {
        return QTest::qWaitFor([&] { return future.isFinished(); })
            ? future.result()
            : Result<T>(Error{ErrorCode::Internal, u"nothing came"_s});
    }

    static std::unique_ptr<RemoteTaskSession> sessionAt(const QUrl &url)
    {
        return std::make_unique<RemoteTaskSession>(
            std::make_unique<ApiClient>(url, Credential{Credential::Kind::Bearer, "secret"}));
    }
};

void tst_ApiClient::requestsCarryCredentialAndKey_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("hasKey");

    using Method = ApiRequest::Method;
    QTest::newRow("GET") << int(Method::Get) << QByteArray("GET") << false;
    QTest::newRow("POST") << int(Method::Post) << QByteArray("POST") << true;
    QTest::newRow("PATCH") << int(Method::Patch) << QByteArray("PATCH") << true;
    QTest::newRow("PUT") << int(Method::Put) << QByteArray("PUT") << false;
    QTest::newRow("DELETE") << int(Method::Delete) << QByteArray("DELETE") << false;
}

void tst_ApiClient::requestsCarryCredentialAndKey()
{
    QFETCH(const int, method);
    QFETCH(const QByteArray, word);
    QFETCH(const bool, hasKey);

    TinyServer server;
    server.answerWith(200, "{}");
    const ApiRequest request{.method = ApiRequest::Method(method), .path = "/a/%2F?"};

    ApiClient bearer(server.url(), {Credential::Kind::Bearer, "secret"});
    QVERIFY(resultOf(bearer.send({.method = request.method, .path = "/a%2Fb"})).isOk());
    const QByteArray asBearer = server.requests.takeFirst();
    QVERIFY2(asBearer.startsWith(word + " /a%2Fb HTTP/1.1\r\n"), asBearer.constData());
    QVERIFY(asBearer.contains("\r\nAuthorization: Bearer secret\r\n"));
    QVERIFY(!asBearer.contains("\r\nCookie:"));
    QCOMPARE(asBearer.contains("\r\nIdempotency-Key: "), hasKey);

    ApiClient session(server.url(), {Credential::Kind::Session, "secret"});
    QVERIFY(resultOf(session.send({.method = request.method, .path = "/"})).isOk());
    const QByteArray asSession = server.requests.takeFirst();
    QVERIFY(asSession.contains("\r\nCookie: session=secret\r\n"));
    QVERIFY(!asSession.contains("\r\nAuthorization:"));

    ApiClient nobody(server.url(), {});
    QVERIFY(resultOf(nobody.send({.method = request.method, .path = "/"})).isOk());
    QVERIFY(!server.requests.first().contains("secret"));
}

void tst_ApiClient::ownKeyIsSentAndFreshOnesDiffer()
{
    TinyServer server;
    const Task task = someTask();
    server.answerWith(200, wire::toJson(task));
    const auto session = sessionAt(server.url());

    QVERIFY(resultOf(session->complete(task.id, {}, {"mine", {}})).isOk());
    QVERIFY(server.requests.takeFirst().contains("\r\nIdempotency-Key: mine\r\n"));

    QVERIFY(resultOf(session->heartbeat(task.id)).isOk());
    QVERIFY(resultOf(session->heartbeat(task.id)).isOk());
    const auto keyIn = [](const QByteArray &request) {
        return request.mid(request.indexOf("Idempotency-Key: ")).split('\r').first();
    };
    QVERIFY(keyIn(server.requests.at(0)) != keyIn(server.requests.at(1)));
}

void tst_ApiClient::repeatableRequestsCarryNoKey()
{
    TinyServer server;
    const TaskId id = TaskId::make();
    const auto session = sessionAt(server.url());
    const auto hasKey = [&] {
        return server.requests.takeFirst().contains("\r\nIdempotency-Key: ");
    };

    server.answerWith(200, wire::toJson(someTask()));
    TaskUpdate update;
    QVERIFY(resultOf(session->update(id, update)).isOk());
    QVERIFY(hasKey());
    update.sequence = 1;
    QVERIFY(resultOf(session->update(id, update)).isOk());
    QVERIFY(!hasKey());
    QVERIFY(resultOf(session->update(id, update, {"mine", {}})).isOk());
    QVERIFY(hasKey());

    server.answerWith(200, R"({"size":1})");
    QVERIFY(resultOf(session->appendOutput(id, "x", std::nullopt)).isOk());
    QVERIFY(hasKey());
    QVERIFY(resultOf(session->appendOutput(id, "x", 0)).isOk());
    QVERIFY(!hasKey());
}

void tst_ApiClient::errorsAreRead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("detail");

    const auto row = [](const char *name, int status, const QByteArray &body, ErrorCode code,
                        const QString &detail) {
        QTest::newRow(name) << status << body << code << detail;
    };
    row("problem", 409,
        R"({"type":"urn:headway:problem:stale-sequence","title":"t","status":409,"detail":"d"})",
        ErrorCode::StaleSequence, u"d"_s);
    row("problem without detail", 404, R"({"type":"about:blank","title":"t"})", ErrorCode::NotFound,
        u"t"_s);
    row("seed", 403, R"({"error":"Access denied"})", ErrorCode::AccessDenied, u"Access denied"_s);
    row("no JSON", 401, "<html>", ErrorCode::NotSignedIn,
        u"The service answered with status 401."_s);
    row("no body", 500, "", ErrorCode::Internal, u"The service answered with status 500."_s);
    row("too many", 429, "{}", ErrorCode::TooMany, u"The service answered with status 429."_s);
}

void tst_ApiClient::errorsAreRead()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const ErrorCode, code);
    QFETCH(const QString, detail);

    TinyServer server;
    server.answerWith(status, body);
    ApiClient client(server.url(), {});
    const Result<ApiAnswer> answer = resultOf(client.send({.path = "/"}));
    QVERIFY(!answer.isOk());
    QCOMPARE(answer.error().code, code);
    QCOMPARE(answer.error().detail, detail);
}

void tst_ApiClient::timeToWaitIsTold()
{
    TinyServer server;
    ApiClient client(server.url(), {});
    const auto rest = [&] { return resultOf(client.send({.path = "/"})).error().retryAfter; };
    server.answerWith(429, "{}", "Retry-After: 3\r\n");
    QCOMPARE(rest(), std::chrono::seconds(3));
    server.answerWith(429, "{}", "Retry-After: 99999999999\r\n");
    QCOMPARE(rest(), std::chrono::hours(1));
    server.answerWith(429, "{}", "Retry-After: soon\r\n");
    QVERIFY(!rest());
    server.answerWith(503, "{}", "Retry-After: 3\r\n");
    QVERIFY(!rest());
}

void tst_ApiClient::brokenAnswersAreErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorCode>("code");

    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << ErrorCode::Unreachable;
    QTest::newRow("cut body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}")
                              << ErrorCode::Unreachable;
    QTest::newRow("no JSON") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                             << ErrorCode::Internal;
    QTest::newRow("no task") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
                             << ErrorCode::Internal;
}

void tst_ApiClient::brokenAnswersAreErrors()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const ErrorCode, code);

    TinyServer server;
    server.answerWithBytes(bytes);
    const Result<Task> task = resultOf(sessionAt(server.url())->task(TaskId::make()));
    QVERIFY(!task.isOk());
    QCOMPARE(task.error().code, code);
}

void tst_ApiClient::nobodyThereIsUnreachable()
{
    TinyServer server;
    const QUrl url = server.url();
    server.close();
    ApiClient client(url, {});
    QCOMPARE(resultOf(client.send({.path = "/"})).error().code, ErrorCode::Unreachable);
}

void tst_ApiClient::silenceIsUnreachable()
{
    TinyServer server;
    server.neverAnswer();
    ApiClient client(server.url(), {});
    const Result<ApiAnswer> answer = resultOf(client.send({.path = "/", .patience = 50ms}));
    QCOMPARE(answer.error().code, ErrorCode::Unreachable);
    QVERIFY(server.requests.size() <= 1); // it is not tried again; none came if time was short
}

void tst_ApiClient::unwantedAnswerIsGivenUp()
{
    TinyServer server;
    server.neverAnswer();
    ApiClient client(server.url(), {});
    QSignalSpy told(&client, &ApiClient::answered);
    std::stop_source stop;
    const auto answer = client.send({.path = "/", .stop = stop.get_token()});
    QTRY_COMPARE(server.requests.size(), 1);
    stop.request_stop();
    QVERIFY(!resultOf(answer).isOk());
    QTRY_COMPARE(server.disconnected, 1); // which tells the service
    QCOMPARE(told.size(), 0); // nothing is wrong with it
}

void tst_ApiClient::typedSearchHasOneRequestUnderWay()
{
    TinyServer server;
    server.neverAnswer();
    const auto session = sessionAt(server.url());
    TaskFilter filter;
    QFuture<Result<TaskIndex>> index;
    std::stop_source stop;
    const auto type = [&](QChar letter) {
        filter.search += letter;
        stop.request_stop();
        stop = std::stop_source();
        index = session->index(filter, {}, stop.get_token());
    };
    for (const QChar letter : u"abc"_s) {
        type(letter);
        QTRY_COMPARE(server.requests.size(), filter.search.size());
        QTRY_COMPARE(server.disconnected, int(filter.search.size()) - 1);
    }
    QVERIFY(server.requests.last().contains("q=abc"));
    server.answerWithBytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n"
                           "Headway-Revision: 7\r\nHeadway-Counts: \r\n\r\n\1\0\0\0"_ba);
    type(u'd');
    const Result<TaskIndex> found = resultOf(index);
    QVERIFY(found.isOk());
    QCOMPARE(found->rows, QList<quint32>({1}));
}

void tst_ApiClient::secretIsForItsListenerOnly_data()
{
    QTest::addColumn<bool>("isListening");
    QTest::addColumn<int>("offset"); // of the wanted user's number from ours
    QTest::addColumn<bool>("isAsked");
    QTest::addColumn<QString>("word");

    QTest::newRow("ours") << true << 0 << true << QString();
    QTest::newRow("another's") << true << 1 << false << u"another user"_s;
    QTest::newRow("nobody's") << false << 0 << false << u"Nobody listens"_s;
}

void tst_ApiClient::secretIsForItsListenerOnly()
{
    QFETCH(const bool, isListening);
    QFETCH(const int, offset);
    QFETCH(const bool, isAsked);
    QFETCH(const QString, word);

    TinyServer server;
    server.answerWith(200, "{}");
    const QUrl url = server.url();
    QCOMPARE(listenerAt(url), std::optional(ownUser()));
    if (!isListening)
        server.close();
    const auto wanted = OsUserId(static_cast<quint32>(ownUser()) + static_cast<quint32>(offset));
    ApiClient client(url, {Credential::Kind::Bearer, "secret", wanted});
    const Result<ApiAnswer> answer = resultOf(client.send({.path = "/"}));
    QCOMPARE(answer.isOk(), isAsked);
    QCOMPARE(server.requests.size(), isAsked ? 1 : 0);
    if (isAsked)
        return;
    QCOMPARE(answer.error().code, ErrorCode::Unreachable);
    QVERIFY2(answer.error().detail.contains(word), qPrintable(answer.error().detail));
}

void tst_ApiClient::endOfTheClientAnswersWhatWaits()
{
    TinyServer server;
    server.neverAnswer();
    auto session = sessionAt(server.url());
    const QFuture<Result<Task>> waiting = session->task(TaskId::make());
    QTRY_COMPARE(server.requests.size(), 1);
    QVERIFY(!waiting.isFinished());
    session.reset();
    QVERIFY(waiting.isFinished());
    QCOMPARE(waiting.result().error().code, ErrorCode::Unreachable);
}

void tst_ApiClient::redirectIsNotFollowed()
{
    TinyServer other;
    other.answerWith(200, "{}");
    TinyServer server;
    server.answerWith(302, {}, "Location: " + other.url().toEncoded() + "/x\r\n");
    ApiClient client(server.url(), {Credential::Kind::Bearer, "secret"});
    QCOMPARE(resultOf(client.send({.path = "/"})).error().code, ErrorCode::Internal);
    QVERIFY(other.requests.isEmpty());
}

void tst_ApiClient::credentialEndedIsTold()
{
    TinyServer server;
    server.answerWith(401, R"({"error":"Authentication required"})");
    const auto session = sessionAt(server.url());
    const QSignalSpy ended(session.get(), &TaskSession::ended);
    QCOMPARE(resultOf(session->list({})).error().code, ErrorCode::NotSignedIn);
    QCOMPARE(ended.size(), 1);
}

void tst_ApiClient::filterBecomesAQuery()
{
    TinyServer server;
    server.answerWith(200, wire::toJson(TaskPage{}));
    const TaskFilter filter{.statuses = {TaskStatus::Pending, TaskStatus::Failed},
                            .kind = u"a b"_s,
                            .labelKey = u"k&"_s,
                            .labelValue = u"v="_s,
                            .search = u"1+1=2 & 100% ä"_s,
                            .query = {},
                            .sinceRevision = 7,
                            .before = 9,
                            .limit = 5};
    QVERIFY(resultOf(sessionAt(server.url())->list(filter)).isOk());
    const QByteArray target = server.requests.first().split(' ').at(1);
    QCOMPARE(target,
             QByteArray("/api/v1/tasks?status=pending%2Cfailed&kind=a%20b&label=k%26%3Dv%3D"
                        "&q=1%2B1%3D2%20%26%20100%25%20%C3%A4&since=7&cursor=9&limit=5"));
}

void tst_ApiClient::outputNeedsItsHeaders()
{
    TinyServer server;
    server.answerWith(200, "bytes\xff", "Headway-Log-Offset: 4\r\nHeadway-Log-Size: 99\r\n");
    const auto session = sessionAt(server.url());
    const TaskOutput output{"bytes\xff", 4, 99};
    QCOMPARE(*resultOf(session->output(TaskId::make(), 4, 100)), output);
    server.answerWith(200, "bytes");
    QCOMPARE(resultOf(session->output(TaskId::make(), 4, 100)).error().code, ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(tst_ApiClient)
#include "tst_apiclient.moc"
