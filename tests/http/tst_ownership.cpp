#include "core/api/route.h"
#include "core/service/authservice.h"
#include "tests/support/rawclient.h"
#include "tests/support/routerows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

QString errorOf(const HttpAnswer &answer)
{
    return member(answer.body, u"error"_s).toString();
}

} // namespace

class OwnershipTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void routesAreAllHere();
    void everyRouteAsksWhoItIs_data() { addRows(); }
    void everyRouteAsksWhoItIs();
    void listsHoldNothingOfOthers();
    void foreignAndUnknownTokensLookTheSame();
    void foreignTaskNamesNoRuns();
    void strangersBodyIsNotWaitedFor();
    void tokenHasToHoldUntilTheBodyHasCome();
    void badTokenNeverFallsBackToACookie();
    void contradictingCookiesAreNobody();
    void credentialInTheQueryIsNone_data();
    void credentialInTheQueryIsNone();
    void cookieOfAnotherOsUserIsNobody();
    void ownPasswordIsChanged();
    void whoFailsTooOftenIsHeldBack();
    void loginPassesOverAKey();

private:
    static void addRows()
    {
        QTest::addColumn<int>("index");
        for (qsizetype i = 0; i < routeRows().size(); ++i) {
            QTest::addRow("%s %s", wordOf(routeRows().at(i).method).constData(),
                          routeRows().at(i).path.constData())
                << static_cast<int>(i);
        }
    }

    QByteArray makeSubject(Subject subject) { return test::makeSubject(*m_server, subject); }
    HttpAnswer send(const RouteRow &row, const QByteArray &subject, const Caller &caller) const
    {
        return m_server->send(wordOf(row.method), pathOf(row, subject), caller, row.body,
                              typeFieldOf(row));
    }
    QByteArray ownersView() const;
    void strangersGet401(const RouteRow &row, const QByteArray &subject);
    void otherGetsNothing(const RouteRow &row, const QByteArray &subject);

    std::unique_ptr<TestServer> m_server;
    QByteArray m_revokedToken;
    QByteArray m_endedSession;
};

void OwnershipTest::initTestCase()
{
    m_server = std::make_unique<TestServer>();
    AuthService &auth = m_server->service().auth();
    const Principal owner = auth.owner();
    const auto revoked = auth.createToken(owner, {}).result();
    QVERIFY(auth.revokeToken(owner, revoked->token.id).result());
    m_revokedToken = revoked->secret;
    const auto signedOut =
        auth.signIn(owner.email(), TestServer::password, TestServer::self()).result();
    QVERIFY(auth.signOut(signedOut->principal).result());
    m_endedSession = signedOut->secret;
}

/// All that a stranger could have changed.
QByteArray OwnershipTest::ownersView() const
{
    const Caller owner = m_server->owner();
    QByteArray view = m_server->send("GET", "/api/v1/tasks", owner).body
        + m_server->send("GET", "/api/v1/tokens", owner).body
        + m_server->send("GET", "/api/v1/accounts", m_server->dataOwner()).body;
    const QJsonArray tasks =
        member(m_server->send("GET", "/api/v1/tasks", owner).body, u"tasks"_s).toArray();
    for (const auto &task : tasks) {
        const QByteArray id = task.toObject().value(u"task_id"_s).toString().toLatin1();
        view += m_server->send("GET", "/api/v1/tasks/" + id + "/log", owner).body;
    }
    return view;
}

void OwnershipTest::routesAreAllHere()
{
    for (const Route &route : allRoutes()) {
        const bool isHere =
            std::any_of(routeRows().begin(), routeRows().end(), [&route](const RouteRow &row) {
                return row.method == route.method && row.path == route.path;
            });
        QVERIFY2(isHere, route.path);
    }
    for (const RouteRow &row : routeRows())
        QVERIFY2(routeOf(row), row.path.constData());
    QCOMPARE(routeRows().size(), static_cast<qsizetype>(allRoutes().size()));
}

void OwnershipTest::strangersGet401(const RouteRow &row, const QByteArray &subject)
{
    const QByteArray session = m_server->ownerSession();
    const QList<Caller> strangers{Caller::nobody(),
                                  Caller::bearer("hw_wrong"),
                                  Caller::bearer(m_revokedToken),
                                  Caller::bearer(session),
                                  Caller::cookie("wrong"),
                                  Caller::cookie(m_endedSession),
                                  Caller::cookie(session.chopped(1)),
                                  Caller::cookie(m_revokedToken),
                                  {"Authorization: Basic b3duZXI6Y29ycmVjdA==\r\n"},
                                  {"Authorization:\r\n"}};
    const bool isV1 = row.path.startsWith("/api/v1/");
    for (const Caller &stranger : strangers) {
        // Before anything is looked up: whatever the path names, the answer is the same.
        for (const QByteArray &named :
             {subject, TaskId::make().toString().toLatin1(), QByteArray("nonsense")}) {
            const HttpAnswer answer = send(row, named, stranger);
            QCOMPARE(answer.status, 401);
            QCOMPARE(errorOf(answer), u"Authentication required"_s);
            QCOMPARE(answer.headers.value("www-authenticate"), "Bearer");
            if (!isV1)
                QCOMPARE(answer.body, R"({"error":"Authentication required"})");
            QCOMPARE(answer.headers.value("content-type"),
                     isV1 ? "application/problem+json" : "application/json");
            if (subject.isEmpty())
                break;
        }
    }
}

void OwnershipTest::otherGetsNothing(const RouteRow &row, const QByteArray &subject)
{
    if (row.subject == Subject::None || row.subject == Subject::Account)
        return;
    const HttpAnswer foreign = send(row, subject, m_server->other());
    if (row.subject == Subject::Token) {
        QCOMPARE(foreign.status, 404);
        return;
    }
    QCOMPARE(foreign.status, 403);
    QCOMPARE(errorOf(foreign), u"Access denied"_s);
    QVERIFY(!foreign.body.contains("secret"));
    for (const QByteArray &unknown :
         {TaskId::make().toString().toLatin1(), QByteArray("nonsense"), QByteArray("0")}) {
        const HttpAnswer answer = send(row, unknown, m_server->other());
        QCOMPARE(answer.status, 404);
        QCOMPARE(errorOf(answer), u"Task not found"_s);
    }
}

void OwnershipTest::everyRouteAsksWhoItIs()
{
    QFETCH(int, index);
    const RouteRow &row = routeRows().at(index);
    const Route &route = *routeOf(row);
    const QByteArray subject = makeSubject(row.subject);
    if (route.access == Access::Open) {
        QVERIFY(row.path == "/api/login" || row.path == "/api/v1/health"); // no third one
        QCOMPARE(send(row, subject, Caller::nobody()).status, row.status);
        return;
    }
    const QByteArray before = ownersView();
    strangersGet401(row, subject);
    otherGetsNothing(row, subject);
    const Caller reader = m_server->ownersToken(TokenScope::Read);
    if (route.access == Access::DataOwner) {
        QCOMPARE(send(row, subject, m_server->owner()).status, 403);
        QCOMPARE(send(row, subject, m_server->other()).status, 403);
    } else if (route.access == Access::Reader) {
        QCOMPARE(row.path, QByteArray("/api/logout")); // no second one
        QCOMPARE(send(row, subject, reader).status, row.status);
    } else if (row.method != Method::Get) {
        const HttpAnswer readOnly = send(row, subject, reader);
        QCOMPARE(readOnly.status, 403);
        QCOMPARE(errorOf(readOnly), u"Access denied"_s);
    } else {
        QCOMPARE(send(row, subject, reader).status, row.status);
    }
    if (row.subject != Subject::None || row.method == Method::Get) {
        // The reader's own token is the one thing that may be new.
        const QByteArray after = ownersView();
        QCOMPARE(member(after, u"tasks"_s), member(before, u"tasks"_s));
    }
    const bool isForDataOwner = route.access == Access::DataOwner;
    const HttpAnswer rightful =
        send(row, subject, isForDataOwner ? m_server->dataOwner() : m_server->owner());
    QCOMPARE(rightful.status, row.status);
    if (row.path == "/api/logout")
        m_server->signInAgain();
}

void OwnershipTest::listsHoldNothingOfOthers()
{
    m_server = std::make_unique<TestServer>(); // with no other tasks
    const QByteArray kept = makeSubject(Subject::Chat);
    const QByteArray ended = makeSubject(Subject::EndedTask);
    const QByteArray deleted = makeSubject(Subject::EndedTask);
    QCOMPARE(m_server->send("DELETE", "/api/v1/tasks/" + deleted, m_server->owner()).status, 204);
    m_server->createTask(R"({"name":"theirs"})", m_server->other());
    for (const QByteArray query :
         {"", "?limit=1000", "?q=secret", "?kind=chat", "?status=processing", "?status=completed",
          "?since=0", "?query=secret", "?query=-label:none", "?since=1&q=secret",
          "?cursor=1000000"}) {
        const HttpAnswer answer = m_server->send("GET", "/api/v1/tasks" + query, m_server->other());
        QCOMPARE(answer.status, 200);
        for (const QByteArray &word : {kept, ended, deleted, QByteArray("secret")})
            QVERIFY2(!answer.body.contains(word), (query + ": " + answer.body).constData());
        for (const auto &task : member(answer.body, u"tasks"_s).toArray())
            QCOMPARE(task.toObject().value(u"owner"_s).toString(),
                     QString::fromLatin1(TestServer::otherEmail));
    }
    const HttpAnswer mine = m_server->send("GET", "/api/v1/tasks?q=secret", m_server->owner());
    QCOMPARE(member(mine.body, u"tasks"_s).toArray().size(), 2);
    const HttpAnswer since = m_server->send("GET", "/api/v1/tasks?since=0", m_server->owner());
    QCOMPARE(member(since.body, u"deleted"_s).toArray(), QJsonArray{QString::fromLatin1(deleted)});
}

void OwnershipTest::foreignAndUnknownTokensLookTheSame()
{
    const QByteArray token = makeSubject(Subject::Token);
    const HttpAnswer foreign =
        m_server->send("DELETE", "/api/v1/tokens/" + token, m_server->other());
    const HttpAnswer unknown =
        m_server->send("DELETE", "/api/v1/tokens/" + CredentialId::make().toString().toLatin1(),
                       m_server->other());
    QCOMPARE(foreign.status, 404);
    QCOMPARE(foreign.body, unknown.body);
    QVERIFY(m_server->send("GET", "/api/v1/tokens", m_server->owner()).body.contains(token));
    QVERIFY(!m_server->send("GET", "/api/v1/tokens", m_server->other()).body.contains(token));
}

void OwnershipTest::foreignTaskNamesNoRuns()
{
    const QByteArray path = "/api/v1/task-runs?like=";
    const QByteArray task = makeSubject(Subject::EndedTask);
    const QByteArray unknown = TaskId::make().toString().toLatin1();
    QCOMPARE(m_server->send("GET", path + task, m_server->owner()).status, 200);
    QCOMPARE(m_server->send("GET", path + task, m_server->other()).status, 403);
    QCOMPARE(m_server->send("GET", path + unknown, m_server->other()).status, 404);
    QCOMPARE(m_server->send("GET", path + "x", m_server->other()).status, 404);
}

void OwnershipTest::strangersBodyIsNotWaitedFor()
{
    const QByteArray head =
        requestBytes("POST /api/v1/tasks HTTP/1.1", m_server->port(),
                     "Content-Length: 200000\r\nContent-Type: application/json\r\n"
                     "Expect: 100-continue\r\n");
    RawClient client(m_server->port());
    client.send(head);
    QCOMPARE(client.answer().status, 401);
    QVERIFY(client.isClosed());
}

void OwnershipTest::tokenHasToHoldUntilTheBodyHasCome()
{
    AuthService &auth = m_server->service().auth();
    const Principal owner = auth.owner();
    const auto token = auth.createToken(owner, {}).result();
    const QByteArray body = R"({"name":"n"})";
    RawClient client(m_server->port());
    client.send(requestBytes("POST /api/v1/tokens HTTP/1.1", m_server->port(),
                             Caller::bearer(token->secret).field
                                 + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                                   "Content-Length: "
                                 + QByteArray::number(body.size()) + "\r\n"));
    QCOMPARE(client.answer().status, 100);
    QVERIFY(auth.revokeToken(owner, token->token.id).result());
    const QByteArray before = m_server->send("GET", "/api/v1/tokens", m_server->owner()).body;
    client.send(body);
    QCOMPARE(client.answer().status, 401);
    QCOMPARE(m_server->send("GET", "/api/v1/tokens", m_server->owner()).body, before);
}

void OwnershipTest::badTokenNeverFallsBackToACookie()
{
    for (const QByteArray bad : {"Bearer hw_wrong", "Bearer", "Basic eDp5", ""}) {
        const Caller both{m_server->owner().field + "Authorization: " + bad + "\r\n"};
        QCOMPARE(m_server->send("GET", "/api/session", both).status, 401);
    }
    const Caller good{m_server->other().field + m_server->dataOwner().field};
    QCOMPARE(m_server->send("GET", "/api/session", good).body,
             R"({"user":{"email":"owner@example.org"}})");
}

void OwnershipTest::contradictingCookiesAreNobody()
{
    const QByteArray mine = "session=" + m_server->ownerSession();
    const auto status = [this](const QByteArray &fields) {
        return m_server->send("GET", "/api/session", {fields}).status;
    };
    QCOMPARE(status("Cookie: " + mine + "\r\n"), 200);
    QCOMPARE(status("Cookie: a=b; " + mine + "; c=d\r\n"), 200);
    QCOMPARE(status("Cookie: a=b\r\nCookie: " + mine + "\r\n"), 200);
    QCOMPARE(status("Cookie: " + mine + "; session=x\r\n"), 401);
    QCOMPARE(status("Cookie: session=x; " + mine + "\r\n"), 401);
    QCOMPARE(status("Cookie: session=; " + mine + "\r\n"), 401);
    QCOMPARE(status("Cookie: " + mine + "\r\nCookie: session=x\r\n"), 401);
    QCOMPARE(status("Cookie: xsession=" + m_server->ownerSession() + "\r\n"), 401);
    QCOMPARE(status("Cookie: SESSION=" + m_server->ownerSession() + "\r\n"), 401);
}

void OwnershipTest::credentialInTheQueryIsNone_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"token", "access_token", "bearer", "authorization", "session", "key"})
        QTest::newRow(name) << QByteArray(name);
}

void OwnershipTest::credentialInTheQueryIsNone()
{
    QFETCH(QByteArray, name);
    const QByteArray token = m_server->ownersToken().field.sliced(22).trimmed();
    QVERIFY(token.startsWith("hw_"));
    for (const QByteArray &secret : {token, m_server->ownerSession()}) {
        for (const QByteArray path : {"/api/session", "/api/v1/tasks"}) {
            const QByteArray target = path + '?' + name + '=' + secret;
            QCOMPARE(m_server->send("GET", target, Caller::nobody()).status, 401);
        }
    }
}

void OwnershipTest::cookieOfAnotherOsUserIsNobody()
{
    AuthService &auth = m_server->service().auth();
    const auto secretOf = [&auth](const Peer &peer) {
        return auth.signIn(QString::fromLatin1(TestServer::ownerEmail), TestServer::password, peer)
            .result()
            ->secret;
    };
    const auto another = OsUserId(static_cast<quint32>(ownUser()) + 1);
    const QByteArray theirs = secretOf({another, u"127.0.0.1"_s});
    const QByteArray mine = secretOf(TestServer::self());
    for (const RouteRow &row : routeRows()) {
        if (routeOf(row)->access != Access::Open)
            QCOMPARE(send(row, "nonsense", Caller::cookie(theirs)).status, 401);
    }
    QCOMPARE(m_server->send("GET", "/api/session", Caller::cookie(mine)).status, 200);
    QVERIFY(auth.principalOfSession(theirs, {another, {}})); // it has not ended for its own
}

void OwnershipTest::ownPasswordIsChanged()
{
    m_server = std::make_unique<TestServer>();
    const Caller token = m_server->ownersToken();
    const auto change = [this](const QByteArray &current, const QByteArray &password) {
        return m_server->send("PUT", "/api/v1/account/password", m_server->owner(),
                              R"({"current":")" + current + R"(","password":")" + password + "\"}");
    };
    const HttpAnswer wrong = change("wrong horse", "battery staple");
    QCOMPARE(wrong.status, 403);
    QCOMPARE(member(wrong.body, u"detail"_s).toString(), u"The current password is wrong."_s);
    QCOMPARE(change("correct horse", "owner2026").status, 400); // made of the email
    QCOMPARE(change("correct horse", "battery staple").status, 204);
    QCOMPARE(m_server->send("GET", "/api/session", m_server->owner()).status, 200);
    QCOMPARE(m_server->send("GET", "/api/session", token).status, 401);
    QCOMPARE(m_server->send("GET", "/api/session", m_server->other()).status, 200);
    QCOMPARE(change("correct horse", "battery staple").status, 403);
}

void OwnershipTest::whoFailsTooOftenIsHeldBack()
{
    m_server = std::make_unique<TestServer>();
    const auto login = [this](const QByteArray &email, const QByteArray &password) {
        return m_server->send("POST", "/api/login", Caller::nobody(),
                              R"({"email":")" + email + R"(","password":")" + password + "\"}");
    };
    for (const QByteArray email : {"nobody@example.org", "owner@example.org"}) {
        for (int i = 0; i < 5; ++i) {
            const HttpAnswer answer = login(email, "wrong horse");
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.body, R"({"error":"Invalid email or password"})");
            QVERIFY(!answer.headers.contains("set-cookie"));
        }
        HttpAnswer held = login(email, "wrong horse");
        for (int i = 0; held.status != 429 && i < 10; ++i) // a slow machine has waited enough
            held = login(email, "wrong horse");
        QCOMPARE(held.status, 429);
        QVERIFY(held.headers.value("retry-after").toInt() >= 1);
        QVERIFY(held.body.contains("Too many attempts to sign in have failed. Try again in "));
    }
    QCOMPARE(login("other@example.org", TestServer::password).status, 200);
}

void OwnershipTest::loginPassesOverAKey()
{
    const auto login = [this] {
        return m_server->send("POST", "/api/login", Caller::nobody(),
                              R"({"email":"other@example.org","password":"correct horse"})",
                              keyField("the-same"));
    };
    const QByteArray cookie = login().headers.value("set-cookie");
    QVERIFY(cookie.startsWith("session="));
    QVERIFY(cookie.endsWith("; HttpOnly; SameSite=Strict; Path=/"));
    QCOMPARE(cookie.count(';'), 3);
    QVERIFY(login().headers.value("set-cookie") != cookie);
}

QTEST_GUILESS_MAIN(OwnershipTest)
#include "tst_ownership.moc"
