#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/desktop/livewatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestLiveWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endIsToldOnce();
    void whatHadEndedIsNotTold();
    void listThatIsOlderThanAnEndIsNoNewTask();
    void endThatWasMissedIsToldAfterwards();
    void everyEndThatWasMissedIsTold();
    void listThatFailedChangesNothing();
    void deletedTaskIsForgotten();
    void olderStateChangesNothing();
    void nothingOfAnotherAccount();
    void progressIsTheMeanOfWhatRuns();

private:
    Task task(const QString &name, TaskStatus status) const
    {
        return sampleTask(name, status, m_clock.now());
    }
    Task moved(Task task, TaskStatus status) const
    {
        task.status = status;
        task.completedAt = m_clock.now();
        return task;
    }

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<LiveWatch> m_watch;
    QList<Task> m_ended;
};

void TestLiveWatch::init()
{
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_watch = std::make_unique<LiveWatch>();
    m_ended.clear();
    connect(m_watch.get(), &LiveWatch::ended, this,
            [this](const QList<Task> &tasks) { m_ended += tasks; });
}

void TestLiveWatch::endIsToldOnce()
{
    const Task before = task(u"before"_s, TaskStatus::Processing);
    m_session->begin({before});
    m_watch->setSession(m_session);
    const Task fresh = task(u"fresh"_s, TaskStatus::Pending);
    m_session->put(fresh);
    QCOMPARE(m_watch->runningCount(), 1);
    QVERIFY(m_watch->isLive(fresh.id));

    m_session->put({moved(before, TaskStatus::Failed), moved(fresh, TaskStatus::Completed)});
    QCOMPARE(m_ended.size(), 2);
    QCOMPARE(m_ended.at(0).status, TaskStatus::Failed);
    QCOMPARE(m_watch->runningCount(), 0);

    m_session->put(moved(before, TaskStatus::Failed)); // pinned, say
    QCOMPARE(m_ended.size(), 2);
}

void TestLiveWatch::whatHadEndedIsNotTold()
{
    const Task old = task(u"old"_s, TaskStatus::Completed);
    m_session->begin({old});
    m_watch->setSession(m_session);
    m_session->put(old);
    QVERIFY(m_ended.isEmpty());
}

void TestLiveWatch::listThatIsOlderThanAnEndIsNoNewTask()
{
    const Task running = task(u"running"_s, TaskStatus::Processing);
    m_session->begin({running});
    m_session->holdAnswers();
    m_watch->setSession(m_session); // the list is made now, and comes below
    m_session->put(moved(running, TaskStatus::Completed));
    m_session->answer();
    QVERIFY(!m_watch->isLive(running.id));
    QCOMPARE(m_watch->runningCount(), 0);
}

void TestLiveWatch::endThatWasMissedIsToldAfterwards()
{
    const Task running = task(u"running"_s, TaskStatus::Processing);
    const Task gone = task(u"gone"_s, TaskStatus::Processing);
    const Task going = task(u"going on"_s, TaskStatus::Processing);
    m_session->begin({running, gone, going});
    m_watch->setSession(m_session);
    QCOMPARE(m_watch->runningCount(), 3);

    const QSignalSpy deleted(m_watch.get(), &LiveWatch::deleted);
    const QSignalBlocker away(m_session.get());
    m_session->begin({moved(running, TaskStatus::Failed)});
    m_session->drop({gone.id});
    m_session->blockSignals(false);
    Q_EMIT m_session->outdated();
    QCOMPARE(m_ended.size(), 1);
    QCOMPARE(m_ended.constFirst().id, running.id);
    QCOMPARE(deleted.count(), 1);
    QCOMPARE(deleted.constFirst().constFirst().value<QList<TaskId>>(), QList<TaskId>{gone.id});
    QCOMPARE(m_watch->runningCount(), 1);
    QVERIFY(m_watch->isLive(going.id));
}

void TestLiveWatch::everyEndThatWasMissedIsTold()
{
    constexpr int many = 250; // more than are asked for at a time
    QList<Task> tasks;
    for (int i = 0; i < many; ++i)
        tasks += task(QString::number(i), TaskStatus::Processing);
    m_session->begin(tasks);
    m_watch->setSession(m_session);
    QCOMPARE(m_watch->runningCount(), many);
    for (Task &each : tasks)
        each = moved(each, TaskStatus::Completed);
    m_session->begin(tasks);
    m_session->holdAnswers();
    Q_EMIT m_session->outdated();
    m_session->answer();
    QTRY_COMPARE(m_ended.size(), many);
    QCOMPARE(m_watch->runningCount(), 0);
}

void TestLiveWatch::listThatFailedChangesNothing()
{
    const Task running = task(u"running"_s, TaskStatus::Processing);
    m_session->begin({running});
    m_watch->setSession(m_session);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    Q_EMIT m_session->outdated();
    QVERIFY(m_watch->isLive(running.id));
    m_session->failWith({});
    m_session->begin({moved(running, TaskStatus::Failed)});
    Q_EMIT m_session->outdated();
    QCOMPARE(m_ended.size(), 1);
}

void TestLiveWatch::deletedTaskIsForgotten()
{
    m_watch->setSession(m_session);
    const Task running = task(u"running"_s, TaskStatus::Processing);
    m_session->put(running);
    m_session->drop({running.id});
    QCOMPARE(m_watch->runningCount(), 0);
    QVERIFY(m_ended.isEmpty());
}

void TestLiveWatch::olderStateChangesNothing()
{
    m_watch->setSession(m_session);
    Task running = task(u"running"_s, TaskStatus::Processing);
    m_session->put(running);
    const Task first = m_session->stored(running.id);
    running.progress.fraction = 0.5;
    m_session->put(running);
    Q_EMIT m_session->changed({{first}, {}});
    QCOMPARE(m_watch->fraction(), std::optional<double>(0.5));
}

void TestLiveWatch::nothingOfAnotherAccount()
{
    const Task mine = task(u"mine"_s, TaskStatus::Processing);
    m_session->begin({mine});
    m_watch->setSession(m_session);
    const auto other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    m_watch->setSession(other);
    QCOMPARE(m_watch->runningCount(), 0);
    m_session->put(moved(mine, TaskStatus::Completed));
    QVERIFY(m_ended.isEmpty());
    m_watch->setSession(nullptr);
}

void TestLiveWatch::progressIsTheMeanOfWhatRuns()
{
    m_watch->setSession(m_session);
    QCOMPARE(m_watch->fraction(), std::nullopt);
    Task half = task(u"half"_s, TaskStatus::Processing);
    half.progress.fraction = 0.5;
    Task unknown = task(u"unknown"_s, TaskStatus::Processing);
    Task waiting = task(u"waiting"_s, TaskStatus::Pending);
    waiting.progress.fraction = 0;
    m_session->put({half, unknown, waiting});
    QCOMPARE(m_watch->fraction(), std::optional<double>(0.5));
    unknown.progress.fraction = 1;
    m_session->put(unknown);
    QCOMPARE(m_watch->fraction(), std::optional<double>(0.75));
    m_session->put({moved(half, TaskStatus::Completed), moved(unknown, TaskStatus::Completed)});
    QCOMPARE(m_watch->fraction(), std::nullopt);
}

QTEST_GUILESS_MAIN(TestLiveWatch)
#include "tst_livewatch.moc"
