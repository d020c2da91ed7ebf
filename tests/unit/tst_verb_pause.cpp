#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// The verbs that hold tasks and let them go on: pause and resume.
class tst_VerbPause : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesAndResumes();
    void jsonIsTheTask();
    void refusals_data();
    void refusals();
    void goesOnAfterAnError();

private:
    TaskStatus statusOf(TaskId id) { return await(m_headway.own().task(id))->status; }

    HeadwayRunner m_headway;
};

void tst_VerbPause::pausesAndResumes()
{
    const Task task = m_headway.make(u"held"_s);
    const QString id = task.id.toString();
    for (int i = 0; i < 2; ++i) { // twice is no error
        const Outcome pause = m_headway.run({u"pause"_s, id});
        QCOMPARE(pause.exitCode, 0);
        QCOMPARE(pause.out, id.first(8).toLatin1() + "  paused  held\n");
        QCOMPARE(statusOf(task.id), TaskStatus::Paused);
    }
    for (int i = 0; i < 2; ++i) {
        const Outcome resume = m_headway.run({u"resume"_s, id.first(8)});
        QCOMPARE(resume.exitCode, 0);
        QCOMPARE(resume.out, id.first(8).toLatin1() + "  processing  held\n");
        QCOMPARE(statusOf(task.id), TaskStatus::Processing);
    }
}

void tst_VerbPause::jsonIsTheTask()
{
    const Task task = m_headway.make(u"held"_s);
    const Outcome pause = m_headway.run({u"pause"_s, u"--json"_s, task.id.toString()});
    QVERIFY(pause.out.contains(R"("status":"paused")"));
}

void tst_VerbPause::refusals_data()
{
    QTest::addColumn<QString>("which");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("pending") << u"pending"_s << 1;
    QTest::newRow("ended") << u"ended"_s << 1;
    QTest::newRow("none") << QString() << 2;
    QTest::newRow("another account's") << u"theirs"_s << 5;
    QTest::newRow("unknown") << TaskId::make().toString() << 6;
}

void tst_VerbPause::refusals()
{
    QFETCH(QString, which);
    QFETCH(int, exitCode);
    TaskSession *const session = which == u"theirs"_s ? &m_headway.other() : &m_headway.own();
    const TaskStatus status = which == u"pending"_s ? TaskStatus::Pending : TaskStatus::Processing;
    const Task task = m_headway.make(u"refused"_s, status, session);
    if (which == u"ended"_s)
        QVERIFY(await(session->complete(task.id, {})).isOk());
    const TaskStatus before = await(session->task(task.id))->status;
    const bool isUnknown = which.isEmpty() || TaskId::fromString(which).has_value();
    for (const QString &verb : {u"pause"_s, u"resume"_s}) {
        QStringList words{verb};
        if (!which.isEmpty())
            words += isUnknown ? which : task.id.toString();
        const Outcome refused = m_headway.run(words);
        QCOMPARE(refused.exitCode, exitCode);
        QCOMPARE(refused.out, QByteArray());
        QVERIFY(refused.err.startsWith("headway: "));
        QCOMPARE(refused.err.count('\n'), 1);
        QCOMPARE(await(session->task(task.id))->status, before);
    }
}

void tst_VerbPause::goesOnAfterAnError()
{
    const Task task = m_headway.make(u"last"_s);
    const Outcome pause = m_headway.run({u"pause"_s, u"nonsense"_s, task.id.toString()});
    QCOMPARE(pause.exitCode, 6);
    QCOMPARE(statusOf(task.id), TaskStatus::Paused);
}

QTEST_GUILESS_MAIN(tst_VerbPause)
#include "tst_verb_pause.moc"
