#include "core/model/newtask.h"
#include "core/model/taskupdate.h"

#include <QTest>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

using Number = std::optional<double>;

QDateTime now()
{
    return QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
}

Task taskAs(TaskStatus status)
{
    Task task;
    task.id = TaskId::make();
    task.status = status;
    return task;
}

} // namespace

class TaskUpdateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsSetChanges();
    void fractionFollowsTheNumbers_data();
    void fractionFollowsTheNumbers();
    void endedTaskTakesNoUpdate_data();
    void endedTaskTakesNoUpdate();
    void lostTaskComesBackWithNews_data();
    void lostTaskComesBackWithNews();
    void updateIsASignOfLife();
    void heartbeat_data();
    void heartbeat();
    void silence_data();
    void silence();
    void lossTellsSinceWhen_data();
    void lossTellsSinceWhen();
    void processingIsStartedOnce();
    void cancellingTaskDoesNotGoBack();
    void producerDoesNotEndItsPause();
    void staleSequenceIsRefused_data();
    void staleSequenceIsRefused();
    void completionKeepsTheResultAsReceived();
    void completionWipesAnEarlierEnd();
    void failureKeepsItsCause();
    void failureOfACancelledTaskIsItsCancel();
    void secondEndIsRefused_data();
    void secondEndIsRefused();
    void cancelDependsOnStatusAndRunner_data();
    void cancelDependsOnStatusAndRunner();
    void pauseAndResume_data();
    void pauseAndResume();
    void pausedTaskEndsAsAnyOther();
    void nextAttemptIsTheSameTaskAnew();
    void onlyWhatHasEndedIsRetried_data();
    void onlyWhatHasEndedIsRetried();
};

void TaskUpdateTest::onlyWhatIsSetChanges()
{
    Task task = taskAs(TaskStatus::Processing);
    task.progress = {u"first"_s, 0.25, 1.0, 4.0, u"files"_s, u"a.cpp"_s};
    Task expected = task;
    QVERIFY(apply({}, task, now()));
    QVERIFY(task == expected);

    TaskUpdate update;
    update.progress = u"second"_s;
    update.currentItem = u"b.cpp"_s;
    expected.progress.text = u"second"_s;
    expected.progress.currentItem = u"b.cpp"_s;
    QVERIFY(apply(update, task, now()));
    QVERIFY(task == expected);

    update = {};
    update.progress = QString();
    update.unit = QString();
    expected.progress.text.clear();
    expected.progress.unit.clear();
    QVERIFY(apply(update, task, now()));
    QVERIFY(task == expected);
}

void TaskUpdateTest::fractionFollowsTheNumbers_data()
{
    QTest::addColumn<Progress>("before");
    QTest::addColumn<TaskUpdate>("update");
    QTest::addColumn<Number>("fraction");

    const auto row = [](const char *name, const Progress &before, Number current, Number total,
                        std::optional<Number> fraction, Number expected) {
        TaskUpdate update;
        if (current)
            update.current = current;
        if (total)
            update.total = total;
        update.fraction = fraction;
        QTest::newRow(name) << before << update << expected;
    };
    const Progress none;
    const Progress half{{}, 0.5, 2.0, 4.0, {}, {}};
    row("both at once", none, 1.0, 4.0, {}, 0.25);
    row("current of a known total", half, 3.0, {}, {}, 0.75);
    row("the total grows", half, {}, 8.0, {}, 0.25);
    row("current alone", none, 3.0, {}, {}, {});
    row("total alone", none, {}, 3.0, {}, {});
    row("past the end", none, 9.0, 4.0, {}, 1.0);
    row("nothing to do", none, 0.0, 0.0, {}, {});
    row("given itself", half, 3.0, {}, Number(0.1), 0.1);
    row("made unknown", half, {}, {}, std::optional<Number>(std::in_place), {});
    row("untouched", half, {}, {}, {}, 0.5);
}

void TaskUpdateTest::fractionFollowsTheNumbers()
{
    QFETCH(Progress, before);
    QFETCH(TaskUpdate, update);
    Task task = taskAs(TaskStatus::Processing);
    task.progress = before;
    QVERIFY(apply(update, task, now()));
    QTEST(task.progress.fraction, "fraction");
}

void TaskUpdateTest::endedTaskTakesNoUpdate_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<bool>("starts");
    QTest::newRow("completed") << TaskStatus::Completed << false;
    QTest::newRow("failed") << TaskStatus::Failed << false;
    QTest::newRow("cancelled") << TaskStatus::Cancelled << false;
    QTest::newRow("completed, to start again") << TaskStatus::Completed << true;
    QTest::newRow("failed, to start again") << TaskStatus::Failed << true;
    QTest::newRow("cancelled, to start again") << TaskStatus::Cancelled << true;
}

void TaskUpdateTest::endedTaskTakesNoUpdate()
{
    QFETCH(TaskStatus, status);
    QFETCH(bool, starts);
    Task task = taskAs(status);
    const Task before = task;
    TaskUpdate update;
    update.progress = u"more"_s;
    update.startProcessing = starts;
    const Result<void> applied = apply(update, task, now());
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::StateForbids);
    QVERIFY(applied.error().detail.contains(wordOf(status)));
    QVERIFY(task == before);
}

void TaskUpdateTest::lostTaskComesBackWithNews_data()
{
    QTest::addColumn<bool>("starts");
    QTest::newRow("whatever they are") << false;
    QTest::newRow("that it starts") << true;
}

void TaskUpdateTest::lostTaskComesBackWithNews()
{
    QFETCH(bool, starts);
    Task task = taskAs(TaskStatus::Processing);
    QVERIFY(applyLoss(now().addSecs(-360), task, now().addSecs(-60)));
    task.sequence = 7;
    const Task lost = task;
    TaskUpdate update;
    update.startProcessing = starts;
    update.progress = u"back"_s;
    update.sequence = 7;
    QCOMPARE(apply(update, task, now()).error().code, ErrorCode::StaleSequence);
    QVERIFY(task == lost);
    update.sequence = 8;
    QVERIFY(apply(update, task, now()));
    QCOMPARE(task.status, TaskStatus::Processing);
    QCOMPARE(task.progress.text, u"back"_s);
    QVERIFY(task.completedAt.isNull() && task.quietSince.isNull() && !task.error);
}

void TaskUpdateTest::updateIsASignOfLife()
{
    Task task = taskAs(TaskStatus::Processing);
    applySilence(now(), task);
    QVERIFY(apply({}, task, now()));
    QVERIFY(!task.stalled && task.quietSince.isNull());
}

void TaskUpdateTest::heartbeat_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<std::optional<TaskStatus>>("becomes"); // nullopt: refused
    using enum TaskStatus;
    const auto row = [](TaskStatus status, std::optional<TaskStatus> becomes) {
        QTest::newRow(qPrintable(wordOf(status))) << status << becomes;
    };
    row(Pending, Pending);
    row(Processing, Processing);
    row(Paused, Paused);
    row(Cancelling, Cancelling);
    row(Completed, {});
    row(Failed, {});
    row(Cancelled, {});
    row(Lost, Processing);
}

void TaskUpdateTest::heartbeat()
{
    QFETCH(TaskStatus, status);
    QFETCH(std::optional<TaskStatus>, becomes);
    Task task = taskAs(status);
    task.stalled = isProcessing(status);
    task.error = status == TaskStatus::Lost ? std::optional(u"gone"_s) : std::nullopt;
    const Task before = task;
    const Result<void> applied = applyHeartbeat(task, now());
    QCOMPARE(applied.isOk(), becomes.has_value());
    if (!becomes) {
        QCOMPARE(applied.error().code, ErrorCode::StateForbids);
        QVERIFY(task == before);
        return;
    }
    QCOMPARE(task.status, *becomes);
    QVERIFY(!task.stalled && !task.error && task.completedAt.isNull());
}

void TaskUpdateTest::silence_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<bool>("marks");
    QTest::addColumn<bool>("loses");
    for (const TaskStatus status : allTaskStatuses)
        QTest::newRow(qPrintable(wordOf(status)))
            << status << isProcessing(status) << !isEnded(status);
}

void TaskUpdateTest::silence()
{
    QFETCH(TaskStatus, status);
    QFETCH(bool, marks);
    QFETCH(bool, loses);
    Task task = taskAs(status);
    const Task before = task;
    applySilence(now(), task);
    QCOMPARE(task.stalled, marks);
    QCOMPARE(task.quietSince, marks ? now() : QDateTime());
    QCOMPARE(task.status, status);
    task = before;
    QCOMPARE(applyLoss(now(), task, now()).isOk(), loses);
    if (loses)
        QCOMPARE(task.status, TaskStatus::Lost);
    else
        QVERIFY(task == before);
}

void TaskUpdateTest::lossTellsSinceWhen_data()
{
    QTest::addColumn<bool>("wasMarked");
    QTest::addColumn<QDateTime>("since");
    QTest::newRow("as it was marked") << true << now().addSecs(-400);
    QTest::newRow("at once") << false << now().addSecs(-300);
}

void TaskUpdateTest::lossTellsSinceWhen()
{
    QFETCH(bool, wasMarked);
    Task task = taskAs(TaskStatus::Processing);
    if (wasMarked) // before a restart, after which the lease began anew
        applySilence(now().addSecs(-400), task);
    QVERIFY(applyLoss(now().addSecs(-300), task, now()));
    QTEST(task.quietSince, "since");
    QCOMPARE(task.error, std::optional(u"Lost contact with the task"_s));
    QCOMPARE(task.completedAt, now());
    QVERIFY(!task.stalled);
}

void TaskUpdateTest::processingIsStartedOnce()
{
    TaskUpdate update;
    update.startProcessing = true;
    Task task = taskAs(TaskStatus::Pending);
    QVERIFY(apply(update, task, now()));
    QCOMPARE(task.startedAt, now());
    QVERIFY(apply(update, task, now().addSecs(5)));
    QCOMPARE(task.startedAt, now());
}

void TaskUpdateTest::cancellingTaskDoesNotGoBack()
{
    Task task = taskAs(TaskStatus::Cancelling);
    const Task before = task;
    TaskUpdate update;
    update.startProcessing = true;
    update.progress = u"on"_s;
    QCOMPARE(apply(update, task, now()).error().code, ErrorCode::StateForbids);
    QVERIFY(task == before);

    update.startProcessing = false; // its last words are welcome
    QVERIFY(apply(update, task, now()));
    QCOMPARE(task.progress.text, u"on"_s);
}

void TaskUpdateTest::producerDoesNotEndItsPause()
{
    Task task = taskAs(TaskStatus::Paused);
    TaskUpdate update;
    update.startProcessing = true;
    update.progress = u"on"_s;
    QVERIFY(apply(update, task, now()));
    QCOMPARE(task.status, TaskStatus::Paused);
    QCOMPARE(task.progress.text, u"on"_s);
}

void TaskUpdateTest::staleSequenceIsRefused_data()
{
    QTest::addColumn<qint64>("sequence");
    QTest::addColumn<bool>("taken");
    QTest::newRow("older") << qint64(6) << false;
    QTest::newRow("the same") << qint64(7) << false;
    QTest::newRow("next") << qint64(8) << true;
    QTest::newRow("far ahead") << std::numeric_limits<qint64>::max() << true;
}

void TaskUpdateTest::staleSequenceIsRefused()
{
    QFETCH(qint64, sequence);
    QFETCH(bool, taken);
    Task task = taskAs(TaskStatus::Processing);
    task.sequence = 7;
    const Task before = task;
    TaskUpdate update;
    update.sequence = sequence;
    update.progress = u"news"_s;
    const Result<void> applied = apply(update, task, now());
    QCOMPARE(applied.isOk(), taken);
    if (taken) {
        QCOMPARE(task.sequence, sequence);
    } else {
        QCOMPARE(applied.error().code, ErrorCode::StaleSequence);
        QVERIFY(task == before);
    }
}

void TaskUpdateTest::completionKeepsTheResultAsReceived()
{
    Task task = taskAs(TaskStatus::Processing);
    const QByteArray result = R"({"b": 1.50, "a": [ ]})";
    QVERIFY(applyCompletion({result, 0}, task, now()));
    QCOMPARE(task.status, TaskStatus::Completed);
    QCOMPARE(task.result, std::optional(result));
    QCOMPARE(task.exitCode, std::optional(0));
    QCOMPARE(task.completedAt, now());
}

void TaskUpdateTest::completionWipesAnEarlierEnd()
{
    Task task = taskAs(TaskStatus::Lost);
    task.error = u"gone"_s;
    task.signal = 9;
    QVERIFY(applyCompletion({}, task, now()));
    QVERIFY(!task.error && !task.signal && !task.exitCode && !task.result);
}

void TaskUpdateTest::failureKeepsItsCause()
{
    Task task = taskAs(TaskStatus::Processing);
    QVERIFY(applyFailure({u"no such file"_s, 2, 15}, task, now()));
    QCOMPARE(task.status, TaskStatus::Failed);
    QCOMPARE(task.error, std::optional(u"no such file"_s));
    QCOMPARE(task.exitCode, std::optional(2));
    QCOMPARE(task.signal, std::optional(15));
}

void TaskUpdateTest::failureOfACancelledTaskIsItsCancel()
{
    Task task = taskAs(TaskStatus::Cancelling);
    QVERIFY(applyFailure({u"terminated"_s, {}, 15}, task, now()));
    QCOMPARE(task.status, TaskStatus::Cancelled);
    QCOMPARE(task.signal, std::optional(15));
}

void TaskUpdateTest::secondEndIsRefused_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::newRow("completed") << TaskStatus::Completed;
    QTest::newRow("failed") << TaskStatus::Failed;
    QTest::newRow("cancelled") << TaskStatus::Cancelled;
}

void TaskUpdateTest::secondEndIsRefused()
{
    QFETCH(TaskStatus, status);
    Task task = taskAs(status);
    const Task before = task;
    QCOMPARE(applyCompletion({QByteArray("1"), 0}, task, now()).error().code,
             ErrorCode::StateForbids);
    QCOMPARE(applyFailure({u"no"_s, 1, {}}, task, now()).error().code, ErrorCode::StateForbids);
    QVERIFY(task == before);
}

void TaskUpdateTest::cancelDependsOnStatusAndRunner_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<bool>("hasRunner");
    QTest::addColumn<CancelScope>("scope");
    QTest::addColumn<std::optional<TaskStatus>>("becomes"); // nullopt: refused

    using enum TaskStatus;
    const auto row = [](const char *name, TaskStatus status, bool hasRunner, CancelScope scope,
                        std::optional<TaskStatus> becomes) {
        QTest::newRow(name) << status << hasRunner << scope << becomes;
    };
    const CancelScope any = CancelScope::PendingToo;
    const CancelScope seed = CancelScope::ProcessingOnly;
    row("processing", Processing, false, any, Cancelled);
    row("processing with a runner", Processing, true, any, Cancelling);
    row("paused with a runner", Paused, true, any, Cancelling);
    row("pending", Pending, false, any, Cancelled);
    row("pending with a runner", Pending, true, any, Cancelling);
    row("cancelling", Cancelling, true, any, Cancelling);
    row("cancelled", Cancelled, false, any, Cancelled);
    row("completed", Completed, false, any, {});
    row("failed", Failed, false, any, {});
    row("lost", Lost, false, any, {});
    row("seed: processing", Processing, false, seed, Cancelled);
    row("seed: paused", Paused, false, seed, Cancelled);
    row("seed: cancelling", Cancelling, true, seed, Cancelling);
    row("seed: pending", Pending, false, seed, {});
    row("seed: cancelled", Cancelled, false, seed, {});
    row("seed: completed", Completed, false, seed, {});
    row("seed: lost", Lost, false, seed, {});
}

void TaskUpdateTest::cancelDependsOnStatusAndRunner()
{
    QFETCH(TaskStatus, status);
    QFETCH(bool, hasRunner);
    QFETCH(CancelScope, scope);
    QFETCH(std::optional<TaskStatus>, becomes);
    Task task = taskAs(status);
    task.hasRunner = hasRunner;
    const Task before = task;
    const Result<void> cancelled = applyCancel(scope, task, now());
    QCOMPARE(cancelled.isOk(), becomes.has_value());
    QCOMPARE(task.status, becomes.value_or(status));
    if (!becomes) {
        QCOMPARE(cancelled.error().code, ErrorCode::NotProcessing);
        QVERIFY(task == before);
    }
}

void TaskUpdateTest::pauseAndResume_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<std::optional<TaskStatus>>("paused"); // nullopt: refused
    QTest::addColumn<std::optional<TaskStatus>>("resumed");

    using enum TaskStatus;
    const std::optional<TaskStatus> refused;
    const auto row = [](TaskStatus status, std::optional<TaskStatus> paused,
                        std::optional<TaskStatus> resumed) {
        QTest::newRow(qPrintable(wordOf(status))) << status << paused << resumed;
    };
    row(Pending, refused, refused);
    row(Processing, Paused, Processing);
    row(Paused, Paused, Processing);
    row(Cancelling, refused, refused);
    row(Completed, refused, refused);
    row(Failed, refused, refused);
    row(Cancelled, refused, refused);
    row(Lost, refused, refused);
}

void TaskUpdateTest::pauseAndResume()
{
    QFETCH(TaskStatus, status);
    const auto check = [status](auto move, std::optional<TaskStatus> becomes) {
        Task task = taskAs(status);
        const Task before = task;
        const Result<void> moved = move(task, now());
        QCOMPARE(moved.isOk(), becomes.has_value());
        QCOMPARE(task.status, becomes.value_or(status));
        if (!becomes) {
            QCOMPARE(moved.error().code, ErrorCode::StateForbids);
            QVERIFY(task == before);
        }
    };
    QFETCH(std::optional<TaskStatus>, paused);
    QFETCH(std::optional<TaskStatus>, resumed);
    check(applyPause, paused);
    check(applyResume, resumed);
}

void TaskUpdateTest::pausedTaskEndsAsAnyOther()
{
    Task completed = taskAs(TaskStatus::Paused);
    QVERIFY(applyCompletion({QByteArray("1"), 0}, completed, now()));
    QCOMPARE(completed.status, TaskStatus::Completed);
    Task failed = taskAs(TaskStatus::Paused);
    QVERIFY(applyFailure({u"no"_s, 1, {}}, failed, now()));
    QCOMPARE(failed.status, TaskStatus::Failed);
}

void TaskUpdateTest::nextAttemptIsTheSameTaskAnew()
{
    Task task = taskAs(TaskStatus::Failed);
    task.name = u"Import"_s;
    task.kind = u"import"_s;
    task.labels = {{u"a"_s, u"b"_s}};
    task.host = u"host"_s;
    task.progress = {u"half"_s, 0.5, 2.0, 4.0, u"rows"_s, u"row 2"_s};
    task.hasRunner = true;
    const NewTask expected{.name = u"Import"_s,
                           .kind = u"import"_s,
                           .status = TaskStatus::Pending,
                           .total = 4.0,
                           .unit = u"rows"_s,
                           .labels = task.labels,
                           .host = u"host"_s,
                           .hasRunner = false,
                           .retryOf = task.id};
    const Result<NewTask> next = nextAttempt(task);
    QVERIFY(next);
    QVERIFY(*next == expected);
}

void TaskUpdateTest::onlyWhatHasEndedIsRetried_data()
{
    QTest::addColumn<TaskStatus>("status");
    for (const TaskStatus status : allTaskStatuses)
        QTest::newRow(qPrintable(wordOf(status))) << status;
}

void TaskUpdateTest::onlyWhatHasEndedIsRetried()
{
    QFETCH(TaskStatus, status);
    const Result<NewTask> next = nextAttempt(taskAs(status));
    QCOMPARE(next.isOk(), isEnded(status));
    if (!next)
        QCOMPARE(next.error().code, ErrorCode::StateForbids);
}

QTEST_GUILESS_MAIN(TaskUpdateTest)
#include "tst_taskupdate.moc"
