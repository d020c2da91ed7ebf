#include "tests/support/fakeclock.h"
#include "tests/support/sampletasks.h"
#include "ui/models/taskmoments.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

class TestTaskMoments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endedTaskWaitedRanAndEnded();
    void waitingTaskWaits();
    void runningTaskRunsUntilNow();
    void presentPauseAndQuietAreTold();
    void neverStartedTaskDidNotRun();
    void clockThatWasSetBackMakesNothingNegative();
    void whatWasToldIsShown();
    void whatHappenedSinceIsShownAsWell();
    void wordsSayAll();

private:
    FakeClock m_clock;
};

void TestTaskMoments::endedTaskWaitedRanAndEnded()
{
    const Task task = sampleTask(u"make"_s, TaskStatus::Failed, m_clock.now());
    const QList<TaskMoment> expected{
        {TaskStatus::Pending, false, task.createdAt, 20ms},
        {TaskStatus::Processing, false, task.startedAt, 60'980ms},
        {TaskStatus::Failed, false, task.completedAt, {}},
    };
    QVERIFY(momentsOf(task, {}, m_clock.now().addDays(1)) == expected);
}

void TestTaskMoments::waitingTaskWaits()
{
    const Task task = sampleTask(u"make"_s, TaskStatus::Pending, m_clock.now());
    const QList<TaskMoment> expected{{TaskStatus::Pending, false, task.createdAt, 5000ms}};
    QVERIFY(momentsOf(task, {}, m_clock.now().addSecs(5)) == expected);
}

void TestTaskMoments::runningTaskRunsUntilNow()
{
    const Task task = sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now());
    const QList<TaskMoment> moments = momentsOf(task, {}, m_clock.now().addSecs(5));
    QCOMPARE(moments.size(), 2);
    QVERIFY(moments.last().lasted == 4980ms);
}

void TestTaskMoments::presentPauseAndQuietAreTold()
{
    Task task = sampleTask(u"make"_s, TaskStatus::Paused, m_clock.now());
    task.pausedAt = m_clock.now().addSecs(10);
    QList<TaskMoment> moments = momentsOf(task, {}, m_clock.now().addSecs(12));
    QCOMPARE(moments.size(), 3);
    QVERIFY(moments.last() == (TaskMoment{TaskStatus::Paused, false, task.pausedAt, 2000ms}));
    task.status = TaskStatus::Processing;
    task.stalled = true;
    task.quietSince = m_clock.now().addSecs(11);
    moments = momentsOf(task, {}, m_clock.now().addSecs(12));
    QVERIFY(moments.last() == (TaskMoment{TaskStatus::Processing, true, task.quietSince, 1000ms}));
}

void TestTaskMoments::neverStartedTaskDidNotRun()
{
    Task task = sampleTask(u"make"_s, TaskStatus::Cancelled, m_clock.now());
    task.startedAt = {};
    const QList<TaskMoment> moments = momentsOf(task, {}, m_clock.now());
    QCOMPARE(moments.size(), 2);
    QVERIFY(moments.first().lasted == 61'000ms);
    QVERIFY(moments.last().status == TaskStatus::Cancelled);
}

void TestTaskMoments::clockThatWasSetBackMakesNothingNegative()
{
    const Task task = sampleTask(u"make"_s, TaskStatus::Processing, m_clock.now());
    QVERIFY(momentsOf(task, {}, m_clock.now().addDays(-1)).last().lasted == 0ms);
}

void TestTaskMoments::whatWasToldIsShown()
{
    const QDateTime start = m_clock.now();
    const Task task = sampleTask(u"make"_s, TaskStatus::Processing, start);
    const QList<StateChange> states{{TaskStatus::Processing, false, start},
                                    {TaskStatus::Paused, false, start.addSecs(2)},
                                    {TaskStatus::Processing, false, start.addSecs(5)}};
    const QList<TaskMoment> expected{{TaskStatus::Processing, false, start, 2s},
                                     {TaskStatus::Paused, false, start.addSecs(2), 3s},
                                     {TaskStatus::Processing, false, start.addSecs(5), 1s}};
    QVERIFY(momentsOf(task, states, start.addSecs(6)) == expected);
}

void TestTaskMoments::whatHappenedSinceIsShownAsWell()
{
    const QDateTime start = m_clock.now();
    const Task task = sampleTask(u"make"_s, TaskStatus::Completed, start);
    const QList<StateChange> states{{TaskStatus::Processing, false, start}};
    const QList<TaskMoment> moments = momentsOf(task, states, start.addDays(1));
    QCOMPARE(moments.size(), 2);
    QVERIFY(moments.last()
            == (TaskMoment{TaskStatus::Completed, false, task.completedAt, std::nullopt}));
    QVERIFY(moments.first().lasted == 61s);
}

void TestTaskMoments::wordsSayAll()
{
    const QDateTime now = m_clock.now();
    const QString words = momentWords({TaskStatus::Processing, false, now, 42'000ms}, now);
    QVERIFY(words.startsWith(u"Running, since "_s));
    QVERIFY(words.endsWith(u", for 42 s"_s));
    QVERIFY(momentWords({TaskStatus::Processing, true, now, 1s}, now).startsWith(u"Quiet"_s));
    QVERIFY(momentWords({TaskStatus::Failed, false, now, {}}, now).startsWith(u"Failed, "_s));
}

QTEST_GUILESS_MAIN(TestTaskMoments)
#include "tst_taskmoments.moc"
