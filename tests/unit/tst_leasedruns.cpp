#include "tests/unit/headwayrunner.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace headway;

namespace {

// So short that a run that lives is lost as well: it is heard of every ten seconds only.
constexpr LeaseTimes shortLeases{.quiet = 200ms, .lost = 600ms, .sweep = 20ms};

} // namespace

/// What the service makes of `headway run` when it hears of it no more.
class tst_LeasedRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void killedRunIsLostUntilItIsDelivered();
    void lostIsFinalForWhoWaits();
    void runThatGoesOnIsNotLost();

private:
    /// Starts `sh -c SCRIPT`. @return its task
    TaskId run(const QString &script);
    Task task(TaskId id) { return *await(m_headway->own().task(id)); }
    bool hasBeen(TaskId id, TaskStatus status, bool isStalled) const;
    void killCommand();

    std::unique_ptr<HeadwayRunner> m_headway;
    QProcess m_run;
    QList<Task> m_told; ///< every state that was published
    qint64 m_command = 0; ///< the PID of the command, when it has told
};

void tst_LeasedRuns::init()
{
    m_headway = std::make_unique<HeadwayRunner>(shortLeases);
    m_told.clear();
    connect(&m_headway->own(), &TaskSession::changed, this,
            [this](const TaskChanges &changes) { m_told += changes.changed; });
}

void tst_LeasedRuns::cleanup()
{
    m_run.kill();
    m_run.waitForFinished();
    killCommand();
    m_headway.reset();
}

TaskId tst_LeasedRuns::run(const QString &script)
{
    m_headway->start(m_run, {u"run"_s, u"--"_s, u"sh"_s, u"-c"_s, u"echo $$; "_s + script});
    if (!QTest::qWaitFor([this] { return m_run.canReadLine() && !m_told.isEmpty(); }, 20000))
        qFatal("%s", m_run.readAllStandardError().constData());
    m_command = m_run.readLine().trimmed().toLongLong();
    return m_told.first().id;
}

bool tst_LeasedRuns::hasBeen(TaskId id, TaskStatus status, bool isStalled) const
{
    return std::any_of(m_told.begin(), m_told.end(), [=](const Task &task) {
        return task.id == id && task.status == status && task.stalled == isStalled;
    });
}

/// It may have outlived its run.
void tst_LeasedRuns::killCommand()
{
    if (m_command > 0)
        ::kill(static_cast<pid_t>(m_command), SIGKILL);
    m_command = 0;
}

void tst_LeasedRuns::killedRunIsLostUntilItIsDelivered()
{
    const TaskId id = run(u"exec sleep 600"_s);
    m_run.kill();
    QTRY_COMPARE(m_run.state(), QProcess::NotRunning);
    QTRY_VERIFY(hasBeen(id, TaskStatus::Processing, true));
    QTRY_VERIFY(hasBeen(id, TaskStatus::Lost, false));
    QCOMPARE(task(id).status, TaskStatus::Lost);
    const Outcome status = m_headway->run({u"status"_s, id.toString()});
    QVERIFY(status.lines().contains("status: lost"));
    QVERIFY(status.lines().contains("error: Lost contact with the task"));
    QVERIFY(status.out.contains("last sign of life: "));

    QCOMPARE(m_headway->run({u"run"_s, u"--"_s, u"true"_s}).exitCode, 0);
    QTRY_COMPARE(task(id).status, TaskStatus::Failed); // the next run has told
    QVERIFY(task(id).error->contains(u"was ended before"_s));
    QCOMPARE(m_headway->run({u"delete"_s, id.toString()}).exitCode, 0);
}

void tst_LeasedRuns::lostIsFinalForWhoWaits()
{
    const TaskId id = run(u"exec sleep 600"_s);
    m_run.kill();
    const Outcome wait = m_headway->run({u"wait"_s, id.toString()});
    QCOMPARE(wait.exitCode, 1);
    QVERIFY(wait.out.contains("  lost  "));
    QCOMPARE(m_headway->run({u"delete"_s, id.toString()}).exitCode, 0);
}

void tst_LeasedRuns::runThatGoesOnIsNotLost()
{
    const QString go = m_headway->file(u"go"_s);
    const TaskId id = run(u"until [ -e '%1' ]; do sleep 0.1; done"_s.arg(go));
    QTRY_VERIFY(hasBeen(id, TaskStatus::Lost, false));
    m_told.clear();
    QTRY_VERIFY(hasBeen(id, TaskStatus::Processing, false)); // it has heard of it
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_COMPARE(m_run.state(), QProcess::NotRunning);
    QCOMPARE(m_run.exitCode(), 0);
    m_command = 0;
    QTRY_COMPARE(task(id).status, TaskStatus::Completed);
    QVERIFY(!task(id).error);
}

QTEST_GUILESS_MAIN(tst_LeasedRuns)
#include "tst_leasedruns.moc"
