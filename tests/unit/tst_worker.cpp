#include "core/base/worker.h"

#include <QSemaphore>
#include <QTest>

#ifdef Q_OS_LINUX
#    include <sys/resource.h>
#endif

using namespace headway;
using namespace Qt::StringLiterals;

class WorkerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workRunsOnItsThread();
    void resultComesBack();
    void workKeepsItsOrder();
    void postedWorkIsDoneBeforeTheEnd();
    void workPostedByWorkIsHarmlessAtTheEnd();
    void workIsDestroyedOnceDone();
    void threadsAreNamed();
    void threadStepsBehindOthersOfTheProcess();
};

void WorkerTest::workRunsOnItsThread()
{
    Worker worker(u"test"_s);
    QThread *const thread = worker.post([] { return QThread::currentThread(); }).result();
    QVERIFY(thread != QThread::currentThread());
    QCOMPARE(worker.context()->thread(), thread);
}

void WorkerTest::resultComesBack()
{
    Worker worker(u"test"_s);
    QCOMPARE(worker.post([] { return u"done"_s; }).result(), u"done"_s);
    QFuture<void> nothing = worker.post([] {});
    nothing.waitForFinished();
    QVERIFY(nothing.isFinished() && !nothing.isCanceled());
}

void WorkerTest::workKeepsItsOrder()
{
    Worker worker(u"test"_s);
    QList<int> order; // the thread's until the last of it is done
    for (int i = 0; i < 100; ++i)
        worker.post([&order, i] { order.append(i); });
    const QList<int> seen = worker.post([&order] { return order; }).result();
    QCOMPARE(seen.size(), 100);
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

void WorkerTest::postedWorkIsDoneBeforeTheEnd()
{
    std::atomic<int> done = 0;
    {
        QSemaphore gate;
        Worker worker(u"test"_s);
        worker.post([&gate] { gate.acquire(); });
        for (int i = 0; i < 10; ++i)
            worker.post([&done] { ++done; });
        QCOMPARE(done.load(), 0);
        gate.release();
    }
    QCOMPARE(done.load(), 10);
}

void WorkerTest::workPostedByWorkIsHarmlessAtTheEnd()
{
    std::atomic<int> done = 0;
    {
        Worker worker(u"test"_s);
        worker.post([&] { worker.post([&done] { ++done; }); }).waitForFinished();
    }
    QCOMPARE(done.load(), 1);
}

void WorkerTest::workIsDestroyedOnceDone()
{
    auto resource = std::make_shared<int>(7);
    const std::weak_ptr<int> observer = resource;
    {
        Worker worker(u"test"_s);
        worker.post([held = std::move(resource)] { return *held; }).waitForFinished();
    }
    QVERIFY(observer.expired());
}

void WorkerTest::threadsAreNamed()
{
    Worker worker(u"engine"_s);
    QCOMPARE(worker.context()->thread()->objectName(), u"engine"_s);
}

void WorkerTest::threadStepsBehindOthersOfTheProcess()
{
#ifdef Q_OS_LINUX
    const auto niceness = [] { return getpriority(PRIO_PROCESS, 0); };
    const int before = niceness();
    Worker usual(u"usual"_s);
    Worker behind(u"behind"_s, Worker::Rank::Behind);
    QCOMPARE(usual.post(niceness).result(), before);
    QVERIFY(behind.post(niceness).result() > before || before >= 19); // no thread can be nicer
    QCOMPARE(niceness(), before);
#else
    QSKIP("niceness is of the whole process here");
#endif
}

QTEST_GUILESS_MAIN(WorkerTest)
#include "tst_worker.moc"
