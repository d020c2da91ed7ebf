#include "core/model/task.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime at(std::chrono::milliseconds sinceStart)
{
    static const QDateTime start(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    return start.addMSecs(sinceStart.count());
}

Task taskAs(TaskStatus status)
{
    Task task;
    task.id = TaskId::make();
    task.status = status;
    task.createdAt = at(0s);
    return task;
}

} // namespace

class TaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startIsRememberedOnce();
    void endIsRemembered_data();
    void endIsRemembered();
    void neverStartedHasNoStart();
    void lostTaskCanComeBack();
    void illegalMoveChangesNothing();
    void estimateFollowsTheRate_data();
    void estimateFollowsTheRate();
    void noEstimateWithoutGrounds_data();
    void noEstimateWithoutGrounds();
    void elapsedEndsWithTheTask();
    void pausesDoNotCount();
    void pauseThatTheClockSpoiledIsNone();
};

void TaskTest::startIsRememberedOnce()
{
    Task task = taskAs(TaskStatus::Pending);
    QVERIFY(task.moveTo(TaskStatus::Processing, at(1s)));
    QCOMPARE(task.startedAt, at(1s));
    QVERIFY(task.completedAt.isNull());
    QVERIFY(task.moveTo(TaskStatus::Paused, at(2s)));
    QVERIFY(task.moveTo(TaskStatus::Processing, at(3s)));
    QCOMPARE(task.startedAt, at(1s));
}

void TaskTest::endIsRemembered_data()
{
    QTest::addColumn<TaskStatus>("end");
    QTest::newRow("completed") << TaskStatus::Completed;
    QTest::newRow("failed") << TaskStatus::Failed;
    QTest::newRow("cancelled") << TaskStatus::Cancelled;
    QTest::newRow("lost") << TaskStatus::Lost;
}

void TaskTest::endIsRemembered()
{
    QFETCH(TaskStatus, end);
    Task task = taskAs(TaskStatus::Processing);
    task.startedAt = at(1s);
    task.stalled = true;
    QVERIFY(task.moveTo(end, at(5s)));
    QCOMPARE(task.status, end);
    QCOMPARE(task.startedAt, at(1s));
    QCOMPARE(task.completedAt, at(5s));
    QVERIFY(!task.stalled);
}

void TaskTest::neverStartedHasNoStart()
{
    Task cancelled = taskAs(TaskStatus::Pending);
    QVERIFY(cancelled.moveTo(TaskStatus::Cancelled, at(5s)));
    QVERIFY(cancelled.startedAt.isNull());

    Task completed = taskAs(TaskStatus::Pending); // its producer told the end only
    QVERIFY(completed.moveTo(TaskStatus::Completed, at(5s)));
    QCOMPARE(completed.startedAt, at(5s));
}

void TaskTest::lostTaskCanComeBack()
{
    Task task = taskAs(TaskStatus::Processing);
    task.startedAt = at(1s);
    QVERIFY(task.moveTo(TaskStatus::Lost, at(5s)));
    QVERIFY(task.moveTo(TaskStatus::Processing, at(9s)));
    QVERIFY(task.completedAt.isNull());
    QCOMPARE(task.startedAt, at(1s));
}

void TaskTest::illegalMoveChangesNothing()
{
    Task task = taskAs(TaskStatus::Completed);
    task.completedAt = at(5s);
    const Task before = task;
    const Result<void> moved = task.moveTo(TaskStatus::Processing, at(9s));
    QVERIFY(!moved);
    QCOMPARE(moved.error().code, ErrorCode::StateForbids);
    QVERIFY(moved.error().detail.contains("completed"_L1));
    QVERIFY(task == before);
}

void TaskTest::estimateFollowsTheRate_data()
{
    QTest::addColumn<double>("fraction");
    QTest::addColumn<qint64>("updatedAfterMs");
    QTest::addColumn<qint64>("endAfterMs");
    QTest::newRow("half") << 0.5 << qint64(10'000) << qint64(20'000);
    QTest::newRow("a quarter") << 0.25 << qint64(1'000) << qint64(4'000);
    QTest::newRow("a thousandth") << 0.001 << qint64(60'000) << qint64(60'000'000);
    QTest::newRow("almost there") << 0.99 << qint64(99'000) << qint64(100'000);
}

void TaskTest::estimateFollowsTheRate()
{
    QFETCH(double, fraction);
    QFETCH(qint64, updatedAfterMs);
    QFETCH(qint64, endAfterMs);
    Task task = taskAs(TaskStatus::Processing);
    task.startedAt = at(3s);
    task.updatedAt = task.startedAt.addMSecs(updatedAfterMs);
    task.progress.fraction = fraction;
    const std::optional<QDateTime> end = estimatedEnd(task);
    QVERIFY(end);
    QVERIFY(qAbs(task.startedAt.msecsTo(*end) - endAfterMs) <= 1);
}

void TaskTest::noEstimateWithoutGrounds_data()
{
    QTest::addColumn<Task>("task");
    Task good = taskAs(TaskStatus::Processing);
    good.startedAt = at(1s);
    good.updatedAt = at(2s);
    good.progress.fraction = 0.5;
    QVERIFY(estimatedEnd(good)); // each row takes one ground away

    const auto row = [&good](const char *name, const std::function<void(Task &)> &spoil) {
        Task task = good;
        spoil(task);
        QTest::newRow(name) << task;
    };
    row("no fraction", [](Task &task) { task.progress.fraction.reset(); });
    row("nothing done", [](Task &task) { task.progress.fraction = 0.0; });
    row("all done", [](Task &task) { task.progress.fraction = 1.0; });
    row("not started", [](Task &task) { task.startedAt = {}; });
    row("no update", [](Task &task) { task.updatedAt = {}; });
    row("no update since the start", [](Task &task) { task.updatedAt = task.startedAt; });
    row("clock went back", [](Task &task) { task.updatedAt = at(0s); });
    row("pending", [](Task &task) { task.status = TaskStatus::Pending; });
    row("paused", [](Task &task) { task.status = TaskStatus::Paused; });
    row("stalled", [](Task &task) { task.stalled = true; });
    row("completed", [](Task &task) { task.status = TaskStatus::Completed; });
    row("centuries away", [](Task &task) { task.progress.fraction = 1e-300; });
}

void TaskTest::noEstimateWithoutGrounds()
{
    QFETCH(Task, task);
    QVERIFY(!estimatedEnd(task));
}

void TaskTest::elapsedEndsWithTheTask()
{
    Task task = taskAs(TaskStatus::Pending);
    QVERIFY(!elapsed(task, at(9s)));
    QVERIFY(task.moveTo(TaskStatus::Processing, at(1s)));
    QCOMPARE(elapsed(task, at(9s)), std::optional(8000ms));
    QCOMPARE(elapsed(task, at(0s)), std::optional(0ms)); // the clock went back
    QVERIFY(task.moveTo(TaskStatus::Failed, at(4s)));
    QCOMPARE(elapsed(task, at(9s)), std::optional(3000ms));
}

void TaskTest::pausesDoNotCount()
{
    Task task = taskAs(TaskStatus::Pending);
    QVERIFY(task.moveTo(TaskStatus::Processing, at(0s)));
    QVERIFY(task.moveTo(TaskStatus::Paused, at(10s)));
    QCOMPARE(task.pausedAt, at(10s));
    QCOMPARE(elapsed(task, at(90s)), std::optional(10'000ms)); // it stands still
    QVERIFY(task.moveTo(TaskStatus::Processing, at(100s)));
    QVERIFY(task.pausedAt.isNull());
    QCOMPARE(task.pausedFor, 90'000ms);
    QCOMPARE(elapsed(task, at(105s)), std::optional(15'000ms));
    task.progress.fraction = 0.5;
    task.updatedAt = at(110s); // half in 20 seconds
    QCOMPARE(estimatedEnd(task), std::optional(at(130s)));
    QVERIFY(task.moveTo(TaskStatus::Paused, at(110s)));
    QVERIFY(task.moveTo(TaskStatus::Cancelled, at(200s)));
    QVERIFY(task.pausedAt.isNull());
    QCOMPARE(elapsed(task, at(999s)), std::optional(20'000ms));
}

void TaskTest::pauseThatTheClockSpoiledIsNone()
{
    Task task = taskAs(TaskStatus::Pending);
    QVERIFY(task.moveTo(TaskStatus::Processing, at(50s)));
    QVERIFY(task.moveTo(TaskStatus::Paused, at(60s)));
    QVERIFY(task.moveTo(TaskStatus::Processing, at(0s))); // it was set back
    QCOMPARE(task.pausedFor, 0ms);
    task.pausedFor = 1h;
    QCOMPARE(elapsed(task, at(70s)), std::optional(0ms));
    task.progress.fraction = 0.5;
    task.updatedAt = at(70s);
    QVERIFY(!estimatedEnd(task));
}

QTEST_GUILESS_MAIN(TaskTest)
#include "tst_task.moc"
