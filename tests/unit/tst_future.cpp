#include "core/base/future.h"

#include <QTest>

#include <memory>

using namespace headway;

class FutureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finishedFutureIsHandledAtOnce();
    void laterFutureIsHandledOnce();
    void deadContextHearsNothing();
    void cancelledFutureIsNotHandled();
    void handlerIsDestroyedWithItsContext();
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

QTEST_GUILESS_MAIN(FutureTest)
#include "tst_future.moc"
