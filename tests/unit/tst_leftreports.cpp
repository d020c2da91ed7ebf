#include "core/base/secret.h"
#include "core/base/uniquefd.h"
#include "core/report/spoolentry.h"
#include "tests/unit/headwayrunner.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

/// Takes nothing at the moment, and keeps what it was asked: the first line of each request.
class BusyService : public QTcpServer
{
public:
    BusyService()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(*socket); });
        });
    }

    QByteArrayList asked;

private:
    void answer(QTcpSocket &socket)
    {
        const QByteArray head = socket.readAll();
        if (!head.contains("HTTP/1.1"))
            return;
        asked.append(head.split('\r').first());
        socket.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        socket.disconnectFromHost();
    }
};

} // namespace

/// What runs that signed in with a token could not tell a service that was away.
class TestLeftReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void areToldByTheNextService_data();
    void areToldByTheNextService();
    void areDroppedOnceTheTokenHasEnded();
    void ofAnotherServiceStay();
    void busyServiceIsAskedAgain();
    void tokenOfWhatIsLeftStays();
    void tokenEndsOnlyWithWhatItReports_data();
    void tokenEndsOnlyWithWhatItReports();

private:
    void leave(const TokenTarget &target) const;
    bool isTokenKnown() { return m_headway->auth().principalOfToken(m_token).isOk(); }
    QStringList spooled() const;
    QList<Task> tasks(TaskSession &session) const { return await(session.list({}))->tasks; }

    std::unique_ptr<HeadwayRunner> m_headway;
    QByteArray m_token; ///< of the other account
};

void TestLeftReports::init()
{
    m_headway = std::make_unique<HeadwayRunner>();
    m_headway->other();
    m_token = m_headway->otherToken();
}

void TestLeftReports::leave(const TokenTarget &target) const
{
    NewTask task;
    task.name = u"make"_s;
    task.status = TaskStatus::Processing;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto entry =
        SpoolEntry::create(m_headway->directory().spoolDirectory(), toText(target), task, now);
    QVERIFY(entry);
    (*entry)->appendOutput("its words\n");
    QVERIFY((*entry)->recordEnd({now, {}, Completion{{}, 0}}));
}

QStringList TestLeftReports::spooled() const
{
    return SpoolEntry::listIn(m_headway->directory().spoolDirectory());
}

void TestLeftReports::areToldByTheNextService_data()
{
    QTest::addColumn<bool>("endsToken");
    QTest::newRow("token of one run") << true;
    QTest::newRow("token of many") << false;
}

void TestLeftReports::areToldByTheNextService()
{
    QFETCH(const bool, endsToken);
    m_headway->stopService();
    leave({hashOfSecret(m_token), {}, endsToken});
    m_headway->startService();
    QTRY_VERIFY(spooled().isEmpty());
    const QList<Task> told = tasks(m_headway->other());
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.first().status, TaskStatus::Completed);
    QVERIFY(tasks(m_headway->own()).isEmpty());
    QTRY_COMPARE(isTokenKnown(), !endsToken);
}

void TestLeftReports::areDroppedOnceTheTokenHasEnded()
{
    m_headway->stopService();
    leave({hashOfSecret("hw_some"), {}, true});
    m_headway->startService();
    QTRY_VERIFY(spooled().isEmpty());
    QVERIFY(tasks(m_headway->other()).isEmpty());
    QVERIFY(tasks(m_headway->own()).isEmpty());
}

void TestLeftReports::ofAnotherServiceStay()
{
    m_headway->stopService();
    leave({hashOfSecret(m_token), u"http://192.0.2.1"_s, true});
    leave({hashOfSecret("hw_some"), {}, false});
    leave({hashOfSecret(m_token), {}, false});
    m_headway->startService();
    QTRY_COMPARE(spooled().size(), 2);
    QCOMPARE(tasks(m_headway->other()).size(), 1);
    QVERIFY(isTokenKnown());
}

/// Nobody waits for a detached run. It goes once the service has gone.
void TestLeftReports::busyServiceIsAskedAgain()
{
    auto busy = std::make_unique<BusyService>();
    const Outcome begun =
        m_headway->run({u"run"_s, u"--detach"_s, u"--url"_s,
                        u"http://127.0.0.1:%1"_s.arg(busy->serverPort()), u"--"_s, u"true"_s},
                       {}, {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(m_token)}});
    QCOMPARE(begun.exitCode, 0); // the command runs
    QTRY_VERIFY_WITH_TIMEOUT(busy->asked.size() > 3, 60'000); // at first, at its end, and later
    busy.reset();
    const QString entry = spooled().value(0);
    QTRY_VERIFY_WITH_TIMEOUT(SpoolEntry::open(entry).isOk(), 60'000);
}

/// A service that was only busy may take its end a moment later than it did not take the report.
void TestLeftReports::tokenOfWhatIsLeftStays()
{
    BusyService busy;
    const Outcome run =
        m_headway->run({u"run"_s, u"--url"_s, u"http://127.0.0.1:%1"_s.arg(busy.serverPort()),
                        u"--revoke-token"_s, CredentialId::make().toString(), u"--"_s, u"true"_s},
                       {}, {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(m_token)}});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(spooled().size(), 1);
    QVERIFY(!busy.asked.isEmpty());
    for (const QByteArray &line : std::as_const(busy.asked))
        QVERIFY2(line.startsWith("POST /api/v1/tasks "), line.constData());
}

void TestLeftReports::tokenEndsOnlyWithWhatItReports_data()
{
    QTest::addColumn<bool>("isAway");
    QTest::newRow("told at once") << false;
    QTest::newRow("told later") << true;
}

/// With the real program, whose command waits for a word.
void TestLeftReports::tokenEndsOnlyWithWhatItReports()
{
    QFETCH(const bool, isAway);
    const QByteArray pipe = QFile::encodeName(m_headway->file(u"pipe"_s));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    const UniqueFd end(::open(pipe.constData(), O_RDWR | O_CLOEXEC)); // keeps what nobody has read
    const QString token = m_headway->auth().principalOfToken(m_token)->credential().toString();
    const Outcome begun = m_headway->run(
        {u"run"_s, u"--detach"_s, u"--revoke-token"_s, token, u"--"_s, u"sh"_s, u"-c"_s,
         u"read word < '%1'; echo got $word"_s.arg(m_headway->file(u"pipe"_s))},
        {}, {{u"HEADWAY_TOKEN"_s, QString::fromLatin1(m_token)}});
    const std::optional<TaskId> id = TaskId::fromString(QString::fromLatin1(begun.out.trimmed()));
    QVERIFY2(id, begun.err.constData());
    if (isAway)
        m_headway->stopService();
    QCOMPARE(::write(end.get(), "word\n", 5), 5);
    if (isAway) {
        const QString entry = spooled().value(0); // not locked any more once the run has gone
        QTRY_VERIFY_WITH_TIMEOUT(SpoolEntry::open(entry).isOk(), 60'000);
        m_headway->startService();
    }
    const auto status = [&] { return await(m_headway->other().task(*id))->status; };
    QTRY_COMPARE_WITH_TIMEOUT(status(), TaskStatus::Completed, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!isTokenKnown(), 60'000);
    QVERIFY(spooled().isEmpty());
}

QTEST_GUILESS_MAIN(TestLeftReports)
#include "tst_leftreports.moc"
