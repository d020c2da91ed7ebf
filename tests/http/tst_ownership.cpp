#include "core/api/route.h"
#include "core/service/authservice.h"
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
    void badTokenNeverFallsBackToACookie();
    void contradictingCookiesAreNobody();

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
    for (const QJsonValue &task : tasks) {
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
          "?since=0", "?since=1&q=secret", "?cursor=1000000"}) {
        const HttpAnswer answer = m_server->send("GET", "/api/v1/tasks" + query, m_server->other());
        QCOMPARE(answer.status, 200);
        for (const QByteArray &word : {kept, ended, deleted, QByteArray("secret")})
            QVERIFY2(!answer.body.contains(word), (query + ": " + answer.body).constData());
        for (const QJsonValue &task : member(answer.body, u"tasks"_s).toArray())
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
    QCOMPARE(status("Cookie: xsession=" + m_server->ownerSession() + "\r\n"), 401);
    QCOMPARE(status("Cookie: SESSION=" + m_server->ownerSession() + "\r\n"), 401);
}

QTEST_GUILESS_MAIN(OwnershipTest)
#include "tst_ownership.moc"
