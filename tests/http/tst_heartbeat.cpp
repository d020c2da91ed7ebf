#include "tests/support/testserver.h"

#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr LeaseTimes shortLeases{.quiet = 20ms, .lost = 60ms, .sweep = 5ms};
constexpr auto lostText = "Lost contact with the task"_L1;

QString text(const HttpAnswer &answer, const QString &name)
{
    return member(answer.body, name).toString();
}

} // namespace

/// A producer that is heard of no more, and one that comes back, over HTTP.
class HeartbeatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentTaskIsToldAsLost();
    void lostTaskIsCorrected_data();
    void lostTaskIsCorrected();
    void endedTaskAnswersWithItself();
    void whoeverSendsNoneIsLeftAlone();

private:
    HttpAnswer get(const QByteArray &path) { return m_server.send("GET", path, m_server.owner()); }
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        return m_server.send(method, path, m_server.owner(), body);
    }
    QByteArray make(const QByteArray &json = R"({"name":"n","status":"processing"})")
    {
        return m_server.createTask(json, m_server.owner());
    }
    static QByteArray pathOf(const QByteArray &id, const QByteArray &action = {})
    {
        return "/api/v1/tasks/" + id + action;
    }
    QString statusOf(const QByteArray &id) { return text(get(pathOf(id)), u"status"_s); }

    TestServer m_server{{}, {.isOn = false}, shortLeases};
};

void HeartbeatTest::silentTaskIsToldAsLost()
{
    const QByteArray id = make();
    QCOMPARE(send("POST", pathOf(id, "/heartbeat")).status, 200);
    QTRY_COMPARE(statusOf(id), u"lost"_s);
    const HttpAnswer lost = get(pathOf(id));
    QCOMPARE(text(lost, u"error"_s), lostText);
    QVERIFY(!text(lost, u"completed_at"_s).isEmpty());
    QVERIFY(!text(lost, u"quiet_since"_s).isEmpty());
    QVERIFY(!member(lost.body, u"stalled"_s).toBool());
    const HttpAnswer seed = get("/api/task-status/" + id);
    QCOMPARE(text(seed, u"status"_s), u"failed"_s);
    QCOMPARE(text(seed, u"error"_s), lostText);
    QCOMPARE(send("DELETE", pathOf(id)).status, 204);
}

void HeartbeatTest::lostTaskIsCorrected_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, const char *method, const char *action, const char *body,
                        const char *status) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(action) << QByteArray(body)
                            << QString::fromLatin1(status);
    };
    row("heartbeat", "POST", "/heartbeat", "{}", "processing");
    row("progress", "PATCH", "", R"({"progress":"on it"})", "processing");
    row("status", "PATCH", "", R"({"status":"processing"})", "processing");
    row("complete", "POST", "/complete", R"({"result":1})", "completed");
    row("fail", "POST", "/fail", R"({"error":"no"})", "failed");
}

void HeartbeatTest::lostTaskIsCorrected()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, action);
    QFETCH(QByteArray, body);
    QFETCH(QString, status);
    const QByteArray id = make(R"({"name":"n","status":"processing","runner":true})");
    QTRY_COMPARE(statusOf(id), u"lost"_s);
    const HttpAnswer corrected = send(method, pathOf(id, action), body);
    QCOMPARE(corrected.status, 200);
    QCOMPARE(text(corrected, u"status"_s), status);
    QVERIFY(text(corrected, u"error"_s) != lostText);
    QVERIFY(member(corrected.body, u"quiet_since"_s).isNull());
    QCOMPARE(member(corrected.body, u"completed_at"_s).isNull(), status == "processing"_L1);
    QTRY_COMPARE(statusOf(id), status == "processing"_L1 ? u"lost"_s : status);
}

void HeartbeatTest::endedTaskAnswersWithItself()
{
    const QByteArray id = make();
    send("POST", pathOf(id, "/cancel"));
    const HttpAnswer refused = send("POST", pathOf(id, "/heartbeat"));
    QCOMPARE(refused.status, 409);
    const QJsonObject task = member(refused.body, u"task"_s).toObject();
    QCOMPARE(task.value(u"status"_s).toString(), u"cancelled"_s);
}

void HeartbeatTest::whoeverSendsNoneIsLeftAlone()
{
    const QByteArray silent = make();
    const QByteArray bound = make(R"({"name":"n","status":"processing","runner":true})");
    QTRY_COMPARE(statusOf(bound), u"lost"_s); // its time would be over too
    QCOMPARE(statusOf(silent), u"processing"_s);
}

QTEST_GUILESS_MAIN(HeartbeatTest)
#include "tst_heartbeat.moc"
