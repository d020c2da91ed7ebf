#include "core/service/authservice.h"
#include "tests/support/rawclient.h"
#include "tests/support/testserver.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace headway;
using namespace headway::test;
using namespace Qt::StringLiterals;

namespace {

/// Metrics as they were read: a sample's name with its labels -> its value.
struct Metrics
{
    QMap<QString, double> samples;
    QMap<QString, QString> types; ///< by the metric's name
    QString fault; ///< empty: the text is well-formed

    double value(const QString &sample) const { return samples.value(sample, -1); }
    /// The sum of all samples that begin with @p start.
    double sum(const QString &start) const
    {
        double sum = 0;
        for (auto one = samples.begin(); one != samples.end(); ++one)
            sum += one.key().startsWith(start) ? *one : 0;
        return sum;
    }
};

/// Takes nothing but what Prometheus' text format 0.0.4 allows, each metric in one piece behind its
/// HELP and its TYPE, named as Prometheus wants it.
Metrics read(const QString &text)
{
    static const QRegularExpression help(u"^# HELP (headway_[a-z][a-z0-9_]*) [^\\\\]+$"_s);
    static const QRegularExpression type(u"^# TYPE (headway_[a-z0-9_]+) (counter|gauge)$"_s);
    static const QRegularExpression sample(
        uR"(^(headway_[a-z0-9_]+)(\{[a-z_]+="(?:[^"\\]|\\[\\"n])*"(?:,[a-z_]+="(?:[^"\\]|\\[\\"n])*")*\})? (-?[0-9.]+(?:e[+-][0-9]+)?)$)"_s);
    Metrics metrics;
    if (!text.endsWith(u'\n'))
        metrics.fault = u"no end of the last line"_s;
    QString helped;
    QString typed;
    for (const QString &line : text.chopped(1).split(u'\n')) {
        const auto asHelp = help.match(line);
        const auto asType = type.match(line);
        const auto asSample = sample.match(line);
        const bool isNew = !metrics.types.contains(asHelp.captured(1));
        if (asHelp.hasMatch() && isNew) {
            helped = asHelp.captured(1);
        } else if (asType.hasMatch() && asType.captured(1) == helped) {
            typed = helped;
            metrics.types.insert(typed, asType.captured(2));
        } else if (asSample.hasMatch() && asSample.captured(1) == typed
                   && !metrics.samples.contains(typed + asSample.captured(2))
                   && (metrics.types.value(typed) == "counter"_L1) == typed.endsWith("_total"_L1)) {
            metrics.samples.insert(typed + asSample.captured(2), asSample.captured(3).toDouble());
        } else {
            metrics.fault = u"this line: "_s + line;
        }
    }
    return metrics;
}

QString tasksSample(const QString &status)
{
    return u"headway_tasks{status=\"%1\"}"_s.arg(status);
}

} // namespace

class MetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<TestServer>(); }
    void init() { m_server->restart(); } // counts begin anew, but those of tasks

    void isWhatPrometheusReads();
    void faultsAreFound_data();
    void faultsAreFound();
    void tasksAreTheCallersOwn();
    void tasksAreCountedAfterARestart();
    void othersSeeNothingOfTheService();
    void answersAreCounted();
    void whatComesTooOftenIsCounted();
    void changesAreCounted();
    void documentIsTheOneOfTheRepository();
    void documentIsSentOnce();

private:
    Metrics metrics(const Caller &caller) const
    {
        const HttpAnswer answer = m_server->send("GET", "/api/v1/metrics", caller);
        return read(QString::fromUtf8(answer.body));
    }
    QByteArray act(const QByteArray &id, const QByteArray &verb) const
    {
        return m_server
            ->send("POST", "/api/v1/tasks/" + id + '/' + verb, m_server->owner(),
                   verb == "fail" ? R"({"error":"e"})" : "")
            .head;
    }

    std::unique_ptr<TestServer> m_server;
};

void MetricsTest::isWhatPrometheusReads()
{
    const QList<Caller> callers{m_server->owner(), m_server->dataOwner(),
                                m_server->ownersToken(TokenScope::Read), m_server->other()};
    for (const Caller &caller : callers) {
        const HttpAnswer answer = m_server->send("GET", "/api/v1/metrics", caller);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.headers.value("content-type"), "text/plain; version=0.0.4; charset=utf-8");
        const Metrics found = read(QString::fromUtf8(answer.body));
        QCOMPARE(found.fault, QString());
        QCOMPARE(found.value(u"headway_build_info{version=\"%1\",qt=\"%2\"}"_s.arg(
                     QStringLiteral(HEADWAY_VERSION), QString::fromLatin1(qVersion()))),
                 1);
        const double now = static_cast<double>(QDateTime::currentSecsSinceEpoch());
        const double started = found.value(u"headway_start_time_seconds"_s);
        QVERIFY(started > 0 && started <= now + 1);
    }
}

void MetricsTest::faultsAreFound_data()
{
    QTest::addColumn<QString>("text");
    const QString begun = u"# HELP headway_a A.\n# TYPE headway_a gauge\n"_s;
    QTest::newRow("no end") << begun + u"headway_a 1"_s;
    QTest::newRow("no value") << begun + u"headway_a\n"_s;
    QTest::newRow("twice") << begun + u"headway_a 1\nheadway_a 1\n"_s;
    QTest::newRow("of no metric") << begun + u"headway_b 1\n"_s;
    QTest::newRow("no help") << u"# TYPE headway_a gauge\nheadway_a 1\n"_s;
    QTest::newRow("begun twice") << begun + u"headway_a 1\n"_s + begun;
    QTest::newRow("a gauge in total") << u"# HELP headway_total A.\n# TYPE headway_total gauge\n"
                                         "headway_total 1\n"_s;
    QTest::newRow("a raw quote") << begun + u"headway_a{b=\"\"\"} 1\n"_s;
    QTest::newRow("a raw backslash") << begun + u"headway_a{b=\"\\a\"} 1\n"_s;
    QTest::newRow("an empty line") << begun + u"\nheadway_a 1\n"_s;
}

void MetricsTest::faultsAreFound()
{
    QFETCH(QString, text);
    QVERIFY(!read(text).fault.isEmpty());
}

void MetricsTest::tasksAreTheCallersOwn()
{
    m_server = std::make_unique<TestServer>();
    const Caller owner = m_server->owner();
    for (int i = 0; i < 6; ++i)
        m_server->createTask(R"({"name":"a"})", owner);
    QList<QByteArray> ids;
    for (int i = 0; i < 5; ++i)
        ids.append(m_server->createTask(R"({"name":"a","status":"processing"})", owner));
    act(ids.at(0), "complete");
    act(ids.at(1), "fail");
    act(ids.at(2), "cancel");
    act(ids.at(3), "pause");
    m_server->send("DELETE", "/api/v1/tasks/" + ids.at(0), owner);
    const Metrics found = metrics(owner);
    QCOMPARE(found.value(tasksSample(u"pending"_s)), 6);
    QCOMPARE(found.value(tasksSample(u"processing"_s)), 1);
    QCOMPARE(found.value(tasksSample(u"paused"_s)), 1);
    QCOMPARE(found.value(tasksSample(u"cancelling"_s)), 0);
    QCOMPARE(found.value(tasksSample(u"completed"_s)), 0);
    QCOMPARE(found.value(tasksSample(u"failed"_s)), 1);
    QCOMPARE(found.value(tasksSample(u"cancelled"_s)), 1);
    QCOMPARE(found.value(tasksSample(u"lost"_s)), 0);
    QCOMPARE(metrics(m_server->other()).sum(u"headway_tasks{"_s), 0);
}

void MetricsTest::tasksAreCountedAfterARestart()
{
    m_server->createTask(R"({"name":"a"})", m_server->owner());
    const double before = metrics(m_server->owner()).value(tasksSample(u"pending"_s));
    QVERIFY(before >= 1);
    m_server->restart();
    QCOMPARE(metrics(m_server->owner()).value(tasksSample(u"pending"_s)), before);
}

void MetricsTest::othersSeeNothingOfTheService()
{
    m_server->createTask(R"({"name":"a"})", m_server->owner());
    const QStringList theirs = metrics(m_server->other()).types.keys();
    QCOMPARE(theirs.join(u' '), u"headway_build_info headway_start_time_seconds headway_tasks"_s);
    QVERIFY(metrics(m_server->owner()).types.size() > theirs.size());
}

void MetricsTest::answersAreCounted()
{
    const Caller owner = m_server->owner();
    m_server->send("GET", "/api/session", owner);
    m_server->send("GET", "/api/session", m_server->other());
    m_server->send("GET", "/api/session", Caller::nobody());
    m_server->send("POST", "/api/v1/tasks", owner, R"({"name":"a"})");
    m_server->send("POST", "/api/v1/tasks", owner, "{");
    m_server->send("GET", "/api/v1/nothing", owner);
    m_server->send("GET", "/api/session", owner, {}, "broken\r\n");
    m_server->send("POST", "/api/cancel-task/x", owner);
    const Metrics found = metrics(owner);
    const auto requests = [&found](const char *kind, int status) {
        return found.value(u"headway_requests_total{class=\"%1\",status=\"%2\"}"_s.arg(
            QString::fromLatin1(kind), QString::number(status)));
    };
    QCOMPARE(requests("read", 200), 2);
    QCOMPARE(requests("visit", 401), 1);
    QCOMPARE(requests("write", 201), 1);
    QCOMPARE(requests("mistake", 400), 2);
    QCOMPARE(requests("mistake", 404), 1);
    QCOMPARE(requests("cancel", 404), 1);
    QCOMPARE(found.sum(u"headway_requests_total"_s), 8);
    QVERIFY(found.value(u"headway_connections"_s) >= 1);
}

void MetricsTest::whatComesTooOftenIsCounted()
{
    TestServer server(
        HttpLimits(),
        RateLimits{.writes = {1, std::chrono::hours(1)}, .holdBack = std::chrono::milliseconds(0)});
    for (int i = 0; i < 3; ++i)
        server.send("POST", "/api/v1/tasks", server.owner(), R"({"name":"a"})");
    const Metrics found =
        read(QString::fromUtf8(server.send("GET", "/api/v1/metrics", server.owner()).body));
    QCOMPARE(found.value(u"headway_requests_total{class=\"write\",status=\"429\"}"_s), 2);
    QCOMPARE(found.value(u"headway_held_back_answers_total"_s), 2);
}

void MetricsTest::changesAreCounted()
{
    const Metrics before = metrics(m_server->owner());
    m_server->createTask(R"({"name":"a"})", m_server->owner());
    const Metrics after = metrics(m_server->owner());
    QVERIFY(after.value(u"headway_commits_total"_s) > before.value(u"headway_commits_total"_s));
    QCOMPARE(after.value(u"headway_queued_changes"_s), 0);
    QVERIFY(after.value(u"headway_database_size_bytes"_s) > 0);
}

void MetricsTest::documentIsTheOneOfTheRepository()
{
    QFile file(QStringLiteral(HEADWAY_SOURCE_DIR "/resources/openapi/headway.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const HttpAnswer answer = m_server->send("GET", "/api/v1/openapi.json", m_server->other());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.headers.value("content-type"), "application/json");
    QCOMPARE(answer.body, file.readAll());
    const QJsonValue info = member(answer.body, u"info"_s);
    QCOMPARE(info[u"version"_s].toString(), QStringLiteral(HEADWAY_VERSION));
}

void MetricsTest::documentIsSentOnce()
{
    const HttpAnswer first = m_server->send("GET", "/api/v1/openapi.json", m_server->owner());
    const QByteArray tag = first.headers.value("etag");
    QVERIFY(!tag.isEmpty());
    const HttpAnswer second = m_server->send("GET", "/api/v1/openapi.json", m_server->owner(), {},
                                             "If-None-Match: " + tag + "\r\n");
    QCOMPARE(second.status, 304);
    QCOMPARE(second.body, QByteArray());
}

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
