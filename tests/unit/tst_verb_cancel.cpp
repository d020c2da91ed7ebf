#include "tests/unit/headwayrunner.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

/// The verbs that end and forget tasks: cancel and delete.
class tst_VerbCancel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelsWhatIsUnderWayOrPending();
    void taskWithARunnerIsCancelling();
    void endedTaskCannotBeCancelled();
    void goesOnAfterAnError();
    void deletesEndedTasksOnly();

private:
    TaskStatus statusOf(TaskId id) { return await(m_headway.own().task(id))->status; }

    HeadwayRunner m_headway;
};

void tst_VerbCancel::cancelsWhatIsUnderWayOrPending()
{
    const Task running = m_headway.make(u"running"_s);
    const Task pending = m_headway.make(u"pending"_s, TaskStatus::Pending);
    const QStringList words{u"cancel"_s, running.id.toString(), pending.id.toString()};
    const Outcome cancel = m_headway.run(words);
    QCOMPARE(cancel.exitCode, 0);
    QCOMPARE(cancel.lines().size(), 2);
    QVERIFY(cancel.lines().first().endsWith("  cancelled  running"));
    QCOMPARE(statusOf(running.id), TaskStatus::Cancelled);
    QCOMPARE(statusOf(pending.id), TaskStatus::Cancelled);
    QCOMPARE(m_headway.run(words).exitCode, 0); // twice is no error
}

void tst_VerbCancel::taskWithARunnerIsCancelling()
{
    NewTask wanted;
    wanted.name = u"watched"_s;
    wanted.status = TaskStatus::Processing;
    wanted.hasRunner = true;
    const Task task = *await(m_headway.own().create(wanted));
    QVERIFY(
        m_headway.run({u"cancel"_s, task.id.toString()}).out.endsWith("  cancelling  watched\n"));
    QCOMPARE(statusOf(task.id), TaskStatus::Cancelling);
}

void tst_VerbCancel::endedTaskCannotBeCancelled()
{
    const Task task = m_headway.make(u"done"_s);
    QVERIFY(await(m_headway.own().complete(task.id, {})).isOk());
    const Outcome cancel = m_headway.run({u"cancel"_s, task.id.toString()});
    QCOMPARE(cancel.exitCode, 1);
    QVERIFY(cancel.err.startsWith("headway: " + task.id.toString().toLatin1()));
    QCOMPARE(statusOf(task.id), TaskStatus::Completed);
}

void tst_VerbCancel::goesOnAfterAnError()
{
    const Task task = m_headway.make(u"last"_s);
    const Task theirs = m_headway.make(u"theirs"_s, TaskStatus::Processing, &m_headway.other());
    const Outcome cancel =
        m_headway.run({u"cancel"_s, theirs.id.toString(), u"nonsense"_s, task.id.toString()});
    QCOMPARE(cancel.exitCode, 5);
    QCOMPARE(cancel.err.count('\n'), 2);
    QCOMPARE(statusOf(task.id), TaskStatus::Cancelled);
    QCOMPARE(await(m_headway.other().task(theirs.id))->status, TaskStatus::Processing);
}

void tst_VerbCancel::deletesEndedTasksOnly()
{
    const Task task = m_headway.make(u"to go"_s);
    QCOMPARE(m_headway.run({u"delete"_s, task.id.toString()}).exitCode, 1);
    QVERIFY(await(m_headway.own().complete(task.id, {})).isOk());
    const Outcome gone = m_headway.run({u"delete"_s, task.id.toString()});
    QCOMPARE(gone.exitCode, 0);
    QCOMPARE(gone.out + gone.err, QByteArray());
    QCOMPARE(await(m_headway.own().task(task.id)).error().code, ErrorCode::NotFound);
    QCOMPARE(m_headway.run({u"delete"_s, task.id.toString()}).exitCode, 6);
}

QTEST_GUILESS_MAIN(tst_VerbCancel)
#include "tst_verb_cancel.moc"
