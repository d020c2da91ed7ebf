#include "tests/unit/headwayrunner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// Running a task that has ended once more.
class tst_VerbRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commandRunsAgain();
    void commandIsTheUsersAlone();
    void commandOfADeletedTaskIsForgotten();
    void directoryThatIsGoneIsTold();
    void taskOfAProgramWaitsForIt();
    void runningTaskIsRefused();
    void refusals_data();
    void refusals();

private:
    Task newest()
    {
        TaskFilter filter;
        filter.limit = 1;
        return await(m_headway.own().list(filter))->tasks.value(0);
    }
    QString commands() const { return m_headway.directory().commandsDirectory(); }

    HeadwayRunner m_headway;
};

void tst_VerbRetry::commandRunsAgain()
{
    // What it is called with is kept as it is: words with blanks, no UTF-8, nothing at all.
    const QStringList words{u"run"_s,
                            u"--name"_s,
                            u"Again"_s,
                            u"--kind"_s,
                            u"test"_s,
                            u"--label"_s,
                            u"a=b"_s,
                            u"--"_s,
                            u"sh"_s,
                            u"-c"_s,
                            u"printf '<%s>' \"$@\"; pwd >&2; exit 3"_s,
                            u"sh"_s,
                            u"a  b"_s,
                            QString()};
    const Outcome first = m_headway.run(words);
    QCOMPARE(first.exitCode, 3);
    QCOMPARE(first.out, "<a  b><>");
    const Task task = newest();
    const Outcome again = m_headway.run({u"retry"_s, task.id.toString()});
    QCOMPARE(again.exitCode, 3);
    QCOMPARE(again.out, first.out);
    QCOMPARE(again.err, first.err); // in the same directory
    const Task next = newest();
    QCOMPARE(next.retryOf, task.id);
    QCOMPARE(next.attempt, 2);
    QCOMPARE(next.name, u"Again"_s);
    QCOMPARE(next.kind, u"test"_s);
    QCOMPARE(next.labels, task.labels);
    QCOMPARE(next.status, TaskStatus::Failed);
    QVERIFY(next.hasRunner);
    QCOMPARE(m_headway.run({u"retry"_s, next.id.toString()}).exitCode, 3); // and once more
    QCOMPARE(newest().attempt, 3);
}

void tst_VerbRetry::commandIsTheUsersAlone()
{
    m_headway.run({u"run"_s, u"--name"_s, u"quiet"_s, u"--"_s, u"true"_s, u"unspoken"_s});
    const Task task = newest();
    const QFileInfo file(commands() + u'/' + task.id.toString());
    QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser),
             QFile::ReadOwner | QFile::WriteOwner);
    const Outcome status = m_headway.run({u"status"_s, u"--json"_s, task.id.toString()});
    QCOMPARE(status.exitCode, 0);
    QVERIFY(!status.out.contains("unspoken"));
}

void tst_VerbRetry::commandOfADeletedTaskIsForgotten()
{
    m_headway.run({u"run"_s, u"--"_s, u"true"_s});
    const QString id = newest().id.toString();
    QVERIFY(QFileInfo::exists(commands() + u'/' + id));
    QCOMPARE(m_headway.run({u"delete"_s, id}).exitCode, 0);
    QVERIFY(!QFileInfo::exists(commands() + u'/' + id));
}

void tst_VerbRetry::directoryThatIsGoneIsTold()
{
    const QString gone = m_headway.file(u"gone"_s);
    QVERIFY(QDir().mkpath(gone));
    QProcess run;
    run.setWorkingDirectory(gone);
    m_headway.start(run, {u"run"_s, u"--"_s, u"true"_s});
    QTRY_COMPARE(run.state(), QProcess::NotRunning);
    QCOMPARE(run.exitCode(), 0);
    QVERIFY(QDir().rmdir(gone));
    const Outcome retry = m_headway.run({u"retry"_s, newest().id.toString()});
    QCOMPARE(retry.exitCode, 1);
    QVERIFY(retry.err.contains(gone.toUtf8()));
    QCOMPARE(newest().attempt, 1);
}

void tst_VerbRetry::taskOfAProgramWaitsForIt()
{
    const Task task = m_headway.make(u"reported"_s);
    QVERIFY(await(m_headway.own().fail(task.id, {u"e"_s, {}, {}})).isOk());
    const Outcome retry = m_headway.run({u"retry"_s, task.id.toString()});
    QCOMPARE(retry.exitCode, 0);
    QVERIFY(retry.out.endsWith("  pending  reported\n"));
    QCOMPARE(retry.err.count('\n'), 1);
    QVERIFY(retry.err.contains("nothing was started"));
    QCOMPARE(newest().retryOf, task.id);
    QCOMPARE(newest().status, TaskStatus::Pending);
}

void tst_VerbRetry::runningTaskIsRefused()
{
    const Task task = m_headway.make(u"running"_s);
    const Outcome retry = m_headway.run({u"retry"_s, task.id.toString()});
    QCOMPARE(retry.exitCode, 1);
    QVERIFY(retry.err.contains("processing"));
    QCOMPARE(newest().id, task.id);
}

void tst_VerbRetry::refusals_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exitCode");
    const Task theirs = m_headway.make(u"theirs"_s, TaskStatus::Processing, &m_headway.other());
    QVERIFY(await(m_headway.other().complete(theirs.id, {})).isOk());
    const QString unknown = TaskId::make().toString();
    QTest::newRow("none") << QStringList() << 2;
    QTest::newRow("two") << QStringList{unknown, unknown} << 2;
    QTest::newRow("unknown") << QStringList{unknown} << 6;
    QTest::newRow("another account's") << QStringList{theirs.id.toString()} << 5;
}

void tst_VerbRetry::refusals()
{
    QFETCH(QStringList, words);
    QFETCH(int, exitCode);
    const Outcome refused = m_headway.run(QStringList{u"retry"_s} + words);
    QCOMPARE(refused.exitCode, exitCode);
    QCOMPARE(refused.out, QByteArray());
    QVERIFY(refused.err.startsWith("headway: "));
}

QTEST_GUILESS_MAIN(tst_VerbRetry)
#include "tst_verb_retry.moc"
