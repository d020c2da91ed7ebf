#include "core/base/future.h"
#include "core/base/worker.h"

#include <QDeadlineTimer>
#include <QSemaphore>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#    include <sys/resource.h>
#endif

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Goes on at once, unless whoever makes it true has no processor.
template <typename Condition>
void spinUntil(Condition isTrue)
{
    for (int i = 0; !isTrue(); ++i) {
        if (i > 100'000)
            std::this_thread::yield();
    }
}

} // namespace

class FutureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finishedFutureIsHandledAtOnce();
    void laterFutureIsHandledOnce();
    void deadContextHearsNothing();
    void cancelledFutureIsNotHandled();
    void handlerIsDestroyedWithItsContext();
    void handlersOfOneMomentAreCalledForAnEventOrTwo();
    void handlerMayRunAnEventLoop();
    void finishingMeetsWhoeverWaits();
    void whatIsMadeAsideKeepsTheRankOfWhoeverAsks();
};

void FutureTest::finishedFutureIsHandledAtOnce()
{
    int seen = 0;
    whenDone(readyFuture(7), this, [&seen](int value) { seen = value; });
    QCOMPARE(seen, 7);
}

void FutureTest::laterFutureIsHandledOnce()
{
    QPromise<int> promise;
    promise.start();
    QObject context;
    QList<int> seen;
    whenDone(promise.future(), &context, [&seen](int value) { seen.append(value); });
    QVERIFY(seen.isEmpty());
    promise.addResult(7);
    promise.finish();
    QTRY_COMPARE(seen, QList<int>{7});
    QTRY_VERIFY(context.children().isEmpty()); // the watcher does not stay behind
    QCOMPARE(seen, QList<int>{7});
}

void FutureTest::deadContextHearsNothing()
{
    QPromise<int> promise;
    promise.start();
    bool wasCalled = false;
    auto context = std::make_unique<QObject>();
    whenDone(promise.future(), context.get(), [&wasCalled](int) { wasCalled = true; });
    context.reset();
    promise.addResult(7);
    promise.finish();
    int laterOne = 0; // handled after everything that was queued before
    QMetaObject::invokeMethod(
        this, [&laterOne] { laterOne = 1; }, Qt::QueuedConnection);
    QTRY_COMPARE(laterOne, 1);
    QVERIFY(!wasCalled);
}

void FutureTest::cancelledFutureIsNotHandled()
{
    QObject context;
    bool wasCalled = false;
    {
        QPromise<int> promise;
        promise.start();
        whenDone(promise.future(), &context, [&wasCalled](int) { wasCalled = true; });
    } // a promise that goes unfinished cancels
    QTRY_VERIFY(context.children().isEmpty());
    QVERIFY(!wasCalled);
}

void FutureTest::handlerIsDestroyedWithItsContext()
{
    QPromise<int> promise;
    promise.start();
    auto resource = std::make_shared<int>(7);
    const std::weak_ptr<int> observer = resource;
    auto context = std::make_unique<QObject>();
    whenDone(promise.future(), context.get(), [held = std::move(resource)](int) {});
    QVERIFY(!observer.expired());
    context.reset();
    QVERIFY(observer.expired());
    promise.finish();
}

void FutureTest::handlersOfOneMomentAreCalledForAnEventOrTwo()
{
    struct Counter : QObject
    {
        bool eventFilter(QObject *, QEvent *event) override
        {
            events += event->type() == QEvent::User ? 1 : 0;
            return false;
        }
        int events = 0;
    };
    std::vector<QPromise<int>> promises(100);
    std::vector<int> seen;
    for (QPromise<int> &promise : promises) {
        promise.start();
        whenDone(promise.future(), this, [&seen](int value) { seen.push_back(value); });
    }
    Worker(u"test"_s).post([&promises] {
        for (int i = 0; i < 100; ++i) {
            promises.at(static_cast<size_t>(i)).addResult(i);
            promises.at(static_cast<size_t>(i)).finish();
        }
    });
    QVERIFY(seen.empty());
    Counter counter;
    qApp->installEventFilter(&counter);
    QCoreApplication::sendPostedEvents();
    QVERIFY(counter.events == 1 || counter.events == 2);
    QCOMPARE(seen.size(), size_t{100});
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
}

/// As a dialog does that is shown when an answer comes.
void FutureTest::handlerMayRunAnEventLoop()
{
    std::vector<QPromise<int>> promises(3);
    std::vector<int> seen;
    const auto note = [&seen](int value) { seen.push_back(value); };
    for (QPromise<int> &promise : promises)
        promise.start();
    const auto finish = [&promises](size_t at) {
        promises.at(at).addResult(static_cast<int>(at));
        promises.at(at).finish();
    };
    whenDone(promises.at(0).future(), this, [&](int) {
        QTRY_COMPARE(seen, (std::vector<int>{1})); // was there before
        finish(2);
        QTRY_COMPARE(seen, (std::vector<int>{1, 2})); // comes meanwhile
    });
    whenDone(promises.at(1).future(), this, note);
    whenDone(promises.at(2).future(), this, note);
    finish(0);
    finish(1);
    QTRY_COMPARE(seen, (std::vector<int>{1, 2}));
}

/// For two seconds, futures finish just when somebody begins to wait for them.
void FutureTest::finishingMeetsWhoeverWaits()
{
    std::atomic<Promise<int> *> offered = nullptr;
    std::jthread finisher([&offered](const std::stop_token &stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            spinUntil([&] { return offered || stop.stop_requested(); });
            std::atomic<int> wait = i % 256; // at another moment in each round
            while (wait-- > 0)
                ;
            if (Promise<int> *promise = offered.exchange(nullptr))
                promise->finish(i);
        }
    });
    int begun = 0;
    int handled = 0;
    std::vector<std::unique_ptr<Promise<int>>> promises;
    for (const QDeadlineTimer end(2s); !end.hasExpired(); ++begun) {
        promises.push_back(std::make_unique<Promise<int>>());
        const QFuture<int> future = promises.back()->future();
        offered = promises.back().get();
        spinUntil([&] { return offered == nullptr; });
        whenDone(mapped(future, [](int value) { return value; }), this, [&](int) { ++handled; });
    }
    QTRY_COMPARE(handled, begun);
}

void FutureTest::whatIsMadeAsideKeepsTheRankOfWhoeverAsks()
{
#ifdef Q_OS_LINUX
    const auto niceness = [] { return getpriority(PRIO_PROCESS, 0); };
    QSemaphore gate;
    Worker behind(u"behind"_s, Worker::Rank::Behind);
    QFuture<int> late = behind.post([&gate, niceness] {
        gate.acquire();
        return niceness();
    });
    QFuture<int> aside = mappedAside(late, [niceness](int) { return niceness(); });
    gate.release();
    QCOMPARE(aside.result(), niceness());
#else
    QSKIP("niceness is of the whole process here");
#endif
}

QTEST_GUILESS_MAIN(FutureTest)
#include "tst_future.moc"
