#include "core/wire/taskjson.h"
#include "tests/unit/headwayrunner.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class tst_VerbWait : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWhenAllHaveEnded();
    void exitCodeTellsWhetherAllCompleted_data();
    void exitCodeTellsWhetherAllCompleted();
    void jsonIsTheApis();

private:
    Task ended(const QString &how);

    HeadwayRunner m_headway;
};

Task tst_VerbWait::ended(const QString &how)
{
    const Task task = m_headway.make(how);
    if (how == "completed"_L1)
        return *await(m_headway.own().complete(task.id, {}));
    if (how == "failed"_L1)
        return *await(m_headway.own().fail(task.id, {u"e"_s, {}, {}}));
    return *await(m_headway.own().cancel(task.id));
}

void tst_VerbWait::endsWhenAllHaveEnded()
{
    const Task first = m_headway.make(u"first"_s);
    const Task second = m_headway.make(u"second"_s, TaskStatus::Pending);
    QProcess process;
    m_headway.start(process, {u"wait"_s, first.id.toString(), second.id.toString()});
    QVERIFY(await(m_headway.own().complete(first.id, {})).isOk());
    QTRY_VERIFY(process.peek(200).endsWith("  completed  first\n"));
    QCOMPARE(process.state(), QProcess::Running);
    QVERIFY(await(m_headway.own().complete(second.id, {})).isOk());
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().endsWith("  completed  second\n"));
}

void tst_VerbWait::exitCodeTellsWhetherAllCompleted_data()
{
    QTest::addColumn<QStringList>("ends");
    QTest::addColumn<int>("exitCode");

    QTest::newRow("completed") << QStringList{u"completed"_s} << 0;
    QTest::newRow("failed") << QStringList{u"failed"_s} << 1;
    QTest::newRow("cancelled") << QStringList{u"cancelled"_s} << 1;
    QTest::newRow("one of two") << QStringList{u"failed"_s, u"completed"_s} << 1;
    QTest::newRow("both") << QStringList{u"completed"_s, u"completed"_s} << 0;
}

void tst_VerbWait::exitCodeTellsWhetherAllCompleted()
{
    QFETCH(const QStringList, ends);
    QFETCH(const int, exitCode);

    QStringList words{u"wait"_s};
    for (const QString &end : ends)
        words.append(ended(end).id.toString());
    const Outcome wait = m_headway.run(words);
    QCOMPARE(wait.exitCode, exitCode);
    QCOMPARE(wait.lines().size(), ends.size());
    QCOMPARE(wait.err, QByteArray());
}

void tst_VerbWait::jsonIsTheApis()
{
    const Task task = ended(u"completed"_s);
    QCOMPARE(m_headway.run({u"wait"_s, u"--json"_s, task.id.toString()}).out,
             wire::toJson(task) + '\n');
}

QTEST_GUILESS_MAIN(tst_VerbWait)
#include "tst_verb_wait.moc"
