#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/taskfeed.h"
#include "ui/models/tasktablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allPagesCome();
    void changesComeLive();
    void deletionBeatsALatePage();
    void newerChangeBeatsALatePage();
    void nothingOfTheSessionBeforeComes();
    void longHistoryIsFetchedOnDemand();
    void searchReachesWhatIsNotLoaded();
    void failureIsTold();
    void outdatedIsFetchedAnew();

private:
    QList<Task> someTasks(int count) const;

    FakeClock m_clock;
    std::unique_ptr<TaskTableModel> m_model;
    std::unique_ptr<TaskFeed> m_feed;
    std::shared_ptr<FakeTaskSession> m_session;
};

void TestTaskFeed::init()
{
    m_feed.reset();
    m_model = std::make_unique<TaskTableModel>(m_clock);
    m_feed = std::make_unique<TaskFeed>(*m_model);
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
}

QList<Task> TestTaskFeed::someTasks(int count) const
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += sampleTask(u"task %1"_s.arg(i), TaskStatus::Completed, m_clock.now().addSecs(-i));
    return tasks;
}

void TestTaskFeed::allPagesCome()
{
    m_session->begin(someTasks(1500));
    m_feed->setSession(m_session);
    QVERIFY(m_feed->isComplete());
    QCOMPARE(m_model->rowCount(), 1500);
    QCOMPARE(m_model->taskAt(0).name, u"task 0"_s);
    QCOMPARE(m_model->taskAt(1499).name, u"task 1499"_s);
}

void TestTaskFeed::changesComeLive()
{
    m_feed->setSession(m_session);
    QVERIFY(m_feed->isLoaded());
    Task task = someTasks(1).first();
    m_session->put(task);
    QCOMPARE(m_model->rowCount(), 1);
    task.status = TaskStatus::Failed;
    m_session->put(task);
    QCOMPARE(m_model->taskAt(0).status, TaskStatus::Failed);
    m_session->drop({task.id});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestTaskFeed::deletionBeatsALatePage()
{
    const QList<Task> tasks = someTasks(2);
    m_session->begin(tasks);
    m_session->holdAnswers();
    m_feed->setSession(m_session);
    QVERIFY(!m_feed->isLoaded());
    m_session->drop({tasks[0].id});
    m_session->answer();
    QTRY_VERIFY(m_feed->isLoaded());
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->taskAt(0).id, tasks[1].id);
}

void TestTaskFeed::newerChangeBeatsALatePage()
{
    Task task = someTasks(1).first();
    m_session->begin({task});
    m_session->holdAnswers();
    m_feed->setSession(m_session);
    task.name = u"newer"_s;
    m_session->put(task);
    m_session->answer();
    QTRY_VERIFY(m_feed->isLoaded());
    QCOMPARE(m_model->taskAt(0).name, u"newer"_s);
}

void TestTaskFeed::nothingOfTheSessionBeforeComes()
{
    const auto other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    const Task foreign = sampleTask(u"foreign"_s, TaskStatus::Processing, m_clock.now());
    other->begin({foreign});
    other->holdAnswers();
    m_feed->setSession(other);
    m_session->begin(someTasks(1));
    m_feed->setSession(m_session);
    other->answer();
    other->put(foreign);
    QTest::qWait(0);
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->taskAt(0).ownerEmail, u"owner@example.org"_s);
    m_feed->setSession(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_feed->isLoaded());
}

void TestTaskFeed::longHistoryIsFetchedOnDemand()
{
    m_session->begin(someTasks(21'500));
    m_feed->setSession(m_session);
    const int loaded = m_model->rowCount();
    QVERIFY(loaded >= 20'000 && loaded < 21'500);
    QVERIFY(!m_feed->isComplete());
    m_feed->loadMore();
    QVERIFY(m_model->rowCount() > loaded);
}

void TestTaskFeed::searchReachesWhatIsNotLoaded()
{
    QList<Task> tasks = someTasks(21'500);
    tasks.last().name = u"the very first needle"_s;
    m_session->begin(tasks);
    m_feed->setSession(m_session);
    QCOMPARE(m_model->rowOf(tasks.last().id), -1);
    m_feed->lookFor(u"a needle"_s);
    QCOMPARE(m_model->rowOf(tasks.last().id), m_model->rowCount() - 1);
}

void TestTaskFeed::failureIsTold()
{
    QSignalSpy failed(m_feed.get(), &TaskFeed::failed);
    m_session->failWith(Error{ErrorCode::StorageFailed, u"disk"_s});
    m_feed->setSession(m_session);
    QCOMPARE(failed.count(), 1);
    QVERIFY(!m_feed->isLoaded());
}

void TestTaskFeed::outdatedIsFetchedAnew()
{
    m_session->begin(someTasks(3));
    m_feed->setSession(m_session);
    m_session->begin(someTasks(2)); // of which nothing is told
    QCOMPARE(m_model->rowCount(), 3);
    Q_EMIT m_session->outdated();
    QCOMPARE(m_model->rowCount(), 5);
    m_session->begin(someTasks(1));
    Q_EMIT m_session->outdated();
    QCOMPARE(m_model->rowCount(), 6);
}

QTEST_GUILESS_MAIN(TestTaskFeed)
#include "tst_taskfeed.moc"
