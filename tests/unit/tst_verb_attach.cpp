#include "tests/unit/headwayrunner.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace headway;

/// Watching a process that somebody else started.
class tst_VerbAttach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void taskIsNamedAfterItsProgram();
    void nameIsTheUsersChoice();
    void jsonIsTheWholeTask();
    void jsonIsPrintedBesideTheEnd();
    void whatItUsesIsReported();
    void endOfTheProcessCompletesTheTask();
    void cancelEndsTheProcess();
    void pauseStopsTheProcess();
    void watcherThatIsStoppedLeavesTheProcess();
    void wrongUsage_data();
    void wrongUsage();
    void noSuchProcess();
    void noService();

private:
    /// The task that the watcher has printed the id of.
    Task attach(const QStringList &more = {});
    Task task() { return *await(m_headway.own().task(m_task)); }
    QString pid() const { return QString::number(m_process.processId()); }
    QByteArray state() const;
    void finish();

    HeadwayRunner m_headway;
    QProcess m_process;
    QProcess m_watcher;
    TaskId m_task;
};

void tst_VerbAttach::init()
{
    m_process.start(u"sleep"_s, {u"600"_s});
    QVERIFY(m_process.waitForStarted());
}

void tst_VerbAttach::cleanup()
{
    m_watcher.kill();
    m_process.kill();
    m_process.waitForFinished();
    if (m_watcher.state() != QProcess::NotRunning)
        m_watcher.waitForFinished();
}

Task tst_VerbAttach::attach(const QStringList &more)
{
    m_headway.start(m_watcher, QStringList{u"attach"_s, pid()} + more);
    if (!QTest::qWaitFor([this] { return m_watcher.canReadLine(); }, 20000))
        qFatal("%s", m_watcher.readAllStandardError().constData());
    m_task = TaskId::fromString(QString::fromLatin1(m_watcher.readLine().trimmed())).value();
    return task();
}

/// R, S, T and the like. Source: proc(5)
QByteArray tst_VerbAttach::state() const
{
    QFile file(u"/proc/%1/stat"_s.arg(pid()));
    const QByteArray stat = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return stat.mid(stat.lastIndexOf(')') + 2, 1);
}

void tst_VerbAttach::finish()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_watcher.state(), QProcess::NotRunning, 20000);
    QCOMPARE(m_watcher.exitStatus(), QProcess::NormalExit);
}

void tst_VerbAttach::taskIsNamedAfterItsProgram()
{
    const Task made = attach();
    QCOMPARE(made.name, u"sleep"_s); // and not "sleep 600"
    QCOMPARE(made.kind, u"process"_s);
    QCOMPARE(made.status, TaskStatus::Processing);
    QVERIFY(made.hasRunner);
    QTRY_VERIFY(task().progress.text.contains("of processor time in"_L1));
}

void tst_VerbAttach::nameIsTheUsersChoice()
{
    QCOMPARE(attach({u"--name"_s, u"A long sleep"_s}).name, u"A long sleep"_s);
}

void tst_VerbAttach::jsonIsTheWholeTask()
{
    m_headway.start(m_watcher, {u"attach"_s, pid(), u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_watcher.canReadLine(), 20000);
    const QJsonObject told = QJsonDocument::fromJson(m_watcher.readLine()).object();
    QCOMPARE(told[u"name"_s].toString(), u"sleep"_s);
    QCOMPARE(told[u"status"_s].toString(), u"processing"_s);
}

/// The end may be told before the task that is to be printed has come.
void tst_VerbAttach::jsonIsPrintedBesideTheEnd()
{
    const auto count = [this] { return await(m_headway.own().list({}))->tasks.size(); };
    const qsizetype before = count();
    m_headway.start(m_watcher, {u"attach"_s, pid(), u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(count() > before, 20000);
    m_process.kill();
    finish();
    QVERIFY(QJsonDocument::fromJson(m_watcher.readAllStandardOutput()).isObject());
}

void tst_VerbAttach::whatItUsesIsReported()
{
    attach();
    QTRY_VERIFY_WITH_TIMEOUT(task().usage.memoryBytes.value_or(0) > 0, 60'000);
    QVERIFY(task().usage.cpuPercent);
    const Outcome status = m_headway.run({u"status"_s, m_task.toString()});
    QVERIFY2(status.out.contains("\nmemory: "), status.out.constData());
}

void tst_VerbAttach::endOfTheProcessCompletesTheTask()
{
    attach();
    m_process.kill();
    finish();
    QCOMPARE(m_watcher.exitCode(), 0);
    QCOMPARE(task().status, TaskStatus::Completed);
    QVERIFY(!task().exitCode); // nobody but its parent knows it
    QVERIFY(!task().signal);
}

void tst_VerbAttach::cancelEndsTheProcess()
{
    attach();
    QVERIFY(await(m_headway.own().pause(m_task)));
    QTRY_COMPARE(state(), "T");
    QVERIFY(await(m_headway.own().cancel(m_task)));
    finish();
    QCOMPARE(m_watcher.exitCode(), 1);
    QCOMPARE(task().status, TaskStatus::Cancelled);
    QTRY_COMPARE(m_process.state(), QProcess::NotRunning);
    QCOMPARE(m_process.exitCode(), SIGTERM); // QProcess tells the signal there
}

void tst_VerbAttach::pauseStopsTheProcess()
{
    attach();
    QVERIFY(await(m_headway.own().pause(m_task)));
    QTRY_COMPARE(state(), "T");
    QVERIFY(await(m_headway.own().resume(m_task)));
    QTRY_COMPARE(state(), "S");
}

void tst_VerbAttach::watcherThatIsStoppedLeavesTheProcess()
{
    attach();
    m_watcher.terminate();
    finish();
    QCOMPARE(m_watcher.exitCode(), 128 + SIGTERM);
    QCOMPARE(task().status, TaskStatus::Failed);
    QVERIFY(task().error.value_or(QString()).contains("runs on"_L1));
    QCOMPARE(m_process.state(), QProcess::Running);
}

void tst_VerbAttach::wrongUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("none") << QStringList();
    QTest::newRow("two") << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("no number") << QStringList{u"sleep"_s};
    QTest::newRow("zero") << QStringList{u"0"_s};
    QTest::newRow("negative") << QStringList{u"--"_s, u"-1"_s};
    QTest::newRow("no name") << QStringList{u"--name"_s, u""_s, pid()};
}

void tst_VerbAttach::wrongUsage()
{
    QFETCH(QStringList, words);
    const Outcome refused = m_headway.run(QStringList{u"attach"_s} + words);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.err.startsWith("headway: "));
}

void tst_VerbAttach::noSuchProcess()
{
    m_process.kill();
    const QString gone = pid();
    QVERIFY(m_process.waitForFinished());
    for (const QString &number : {gone, u"2147483647"_s}) {
        const Outcome refused = m_headway.run({u"attach"_s, number});
        QCOMPARE(refused.exitCode, 1);
        QCOMPARE(refused.err, "headway: There is no process " + number.toLatin1() + ".\n");
    }
}

void tst_VerbAttach::noService()
{
    m_headway.stopService();
    QCOMPARE(m_headway.run({u"attach"_s, pid()}).exitCode, 3);
    const QStringList elsewhere{u"attach"_s, pid(), u"--url"_s, u"http://127.0.0.1:1"_s};
    QCOMPARE(m_headway.run(elsewhere).exitCode, 3);
    m_headway.startService();
}

QTEST_GUILESS_MAIN(tst_VerbAttach)
#include "tst_verb_attach.moc"
