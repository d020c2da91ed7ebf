#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/window/batchrunner.h"
#include "ui/window/taskactions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void enabledWhereTheyApply_data();
    void enabledWhereTheyApply();
    void nothingSelectedEnablesNothing();
    void cancelIsAskedOfWhatRunsOnly();
    void cancelOfWhatJustEndedIsNoError();
    void refusedCancelIsTold();
    void pauseAndResumeTakeWhatTheyCan();
    void pauseOfWhatJustEndedIsNoError();
    void retryIsForWhatHeadwayRan();
    void deleteTakesWhatHasEndedOnly();
    void pinsAreSetAndRemoved();
    void copiedTextIsHarmless();
    void exportsTakeTheSelection();
    void copies();
    void manyAreDoneInPages();
    void noneIsLostWhenTooManyAreAsked();
    void batchSaysHowFarItIs();
    void stoppedBatchAsksNoMore();
    void fewEndWithTheirSession();
    void serviceThatIsAwayIsToldOnce();
    void longBatchesWaitTheirTurn();
    void shortcutsAreAllDifferent();

private:
    Task make(const QString &name, TaskStatus status);
    QList<Task> makeMany(int count, TaskStatus status);
    /// As if they had all been selected.
    void select(const QList<Task> &tasks);

    std::unique_ptr<QObject> m_parent;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<BatchRunner> m_batches;
    TaskActions *m_actions = nullptr;
};

void TestTaskActions::init()
{
    m_parent = std::make_unique<QObject>();
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_batches = std::make_unique<BatchRunner>();
    m_batches->setSession(m_session);
    m_actions = new TaskActions(u"headway retry"_s, *m_batches, m_parent.get());
    m_actions->setSession(m_session);
}

Task TestTaskActions::make(const QString &name, TaskStatus status)
{
    const Task task = sampleTask(name, status, QDateTime::currentDateTimeUtc());
    m_session->begin({task});
    return m_session->stored(task.id);
}

QList<Task> TestTaskActions::makeMany(int count, TaskStatus status)
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += make(u"task %1"_s.arg(i), status);
    return tasks;
}

void TestTaskActions::select(const QList<Task> &tasks)
{
    QList<quint32> numbers;
    for (const Task &task : tasks)
        numbers += task.row;
    m_actions->setMany([numbers] { return numbers; });
}

void TestTaskActions::enabledWhereTheyApply_data()
{
    QTest::addColumn<TaskStatus>("status");
    QTest::addColumn<bool>("pause");
    QTest::addColumn<bool>("resume");
    QTest::addColumn<bool>("cancel");
    QTest::addColumn<bool>("ended"); // delete and retry

    const auto row = [](TaskStatus status, bool pause, bool resume, bool cancel, bool ended) {
        QTest::newRow(qPrintable(wordOf(status))) << status << pause << resume << cancel << ended;
    };
    row(TaskStatus::Pending, false, false, true, false);
    row(TaskStatus::Processing, true, false, true, false);
    row(TaskStatus::Paused, false, true, true, false);
    row(TaskStatus::Cancelling, false, false, false, false);
    row(TaskStatus::Completed, false, false, false, true);
    row(TaskStatus::Failed, false, false, false, true);
    row(TaskStatus::Cancelled, false, false, false, true);
    row(TaskStatus::Lost, false, false, false, true);
}

void TestTaskActions::enabledWhereTheyApply()
{
    QFETCH(TaskStatus, status);
    Task task = make(u"a"_s, status);
    task.hasRunner = true;
    m_actions->setTasks({task});
    QTEST(m_actions->pause()->isEnabled(), "pause");
    QTEST(m_actions->resume()->isEnabled(), "resume");
    QTEST(m_actions->cancel()->isEnabled(), "cancel");
    QTEST(m_actions->remove()->isEnabled(), "ended");
    QTEST(m_actions->copyRetry()->isEnabled(), "ended");
    QVERIFY(m_actions->copyId()->isEnabled());
}

void TestTaskActions::nothingSelectedEnablesNothing()
{
    m_actions->setTasks({make(u"a"_s, TaskStatus::Processing)});
    m_actions->setTasks({});
    for (const QAction *action : m_actions->findChildren<QAction *>())
        QVERIFY2(!action->isEnabled() || action == m_actions->exportShown(),
                 qPrintable(action->text()));
}

void TestTaskActions::cancelIsAskedOfWhatRunsOnly()
{
    const Task running = make(u"a"_s, TaskStatus::Processing);
    const Task waiting = make(u"b"_s, TaskStatus::Pending);
    m_actions->setTasks({running, make(u"c"_s, TaskStatus::Completed), waiting,
                         make(u"d"_s, TaskStatus::Cancelling)});
    m_actions->cancel()->trigger();
    QCOMPARE(m_session->cancelled(), QList<TaskId>({running.id, waiting.id}));
    QCOMPARE(m_session->stored(running.id).status, TaskStatus::Cancelled);
}

void TestTaskActions::cancelOfWhatJustEndedIsNoError()
{
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    const Task running = make(u"a"_s, TaskStatus::Processing);
    m_actions->setTasks({running});
    m_session->failWith(Error{ErrorCode::NotProcessing, {}});
    m_actions->cancel()->trigger();
    QCOMPARE(failed.count(), 0);
}

void TestTaskActions::refusedCancelIsTold()
{
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    m_actions->setTasks({make(u"a"_s, TaskStatus::Processing)});
    m_session->failWith(Error{ErrorCode::StorageFull, {}});
    m_actions->cancel()->trigger();
    QCOMPARE(failed.count(), 1);
}

void TestTaskActions::pauseAndResumeTakeWhatTheyCan()
{
    const Task running = make(u"a"_s, TaskStatus::Processing);
    const Task paused = make(u"b"_s, TaskStatus::Paused);
    const Task ended = make(u"c"_s, TaskStatus::Completed);
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    m_actions->setTasks({running, paused, ended});
    m_actions->resume()->trigger();
    QCOMPARE(m_session->stored(paused.id).status, TaskStatus::Processing);
    m_actions->pause()->trigger();
    QCOMPARE(m_session->stored(running.id).status, TaskStatus::Paused);
    QCOMPARE(m_session->stored(paused.id).status, TaskStatus::Processing); // as it was selected
    QCOMPARE(m_session->stored(ended.id).status, TaskStatus::Completed);
    QCOMPARE(failed.count(), 0);
}

void TestTaskActions::pauseOfWhatJustEndedIsNoError()
{
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    m_actions->setTasks({make(u"a"_s, TaskStatus::Processing)});
    m_session->failWith(Error{ErrorCode::StateForbids, {}});
    m_actions->pause()->trigger();
    QCOMPARE(failed.count(), 0);
    m_session->failWith(Error{ErrorCode::StorageFull, {}});
    m_actions->pause()->trigger();
    QCOMPARE(failed.count(), 1);
}

void TestTaskActions::retryIsForWhatHeadwayRan()
{
    const Task reported = make(u"a"_s, TaskStatus::Failed);
    m_actions->setTasks({reported});
    QVERIFY(!m_actions->copyRetry()->isEnabled());
    Task ran = make(u"b"_s, TaskStatus::Failed);
    ran.hasRunner = true;
    m_actions->setTasks({reported, ran});
    m_actions->copyRetry()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"headway retry "_s + ran.id.toString());
}

void TestTaskActions::deleteTakesWhatHasEndedOnly()
{
    const Task ended = make(u"a"_s, TaskStatus::Completed);
    QSignalSpy wanted(m_actions, &TaskActions::removeWanted);
    m_actions->setTasks({ended, make(u"b"_s, TaskStatus::Processing)});
    m_actions->remove()->trigger();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(wanted.first().first().value<ManyTasks>().tasks == QList<Task>{ended});
    QVERIFY(m_session->removed().isEmpty()); // that is for whoever offers to undo it
}

void TestTaskActions::pinsAreSetAndRemoved()
{
    const Task running = make(u"a"_s, TaskStatus::Processing);
    const Task ended = make(u"b"_s, TaskStatus::Completed);
    m_actions->setTasks({running, ended});
    QVERIFY(!m_actions->unpin()->isEnabled());
    m_actions->pin()->trigger();
    QVERIFY(m_session->stored(running.id).isPinned);
    QVERIFY(m_session->stored(ended.id).isPinned);
    m_actions->setTasks({m_session->stored(running.id)});
    QVERIFY(!m_actions->pin()->isEnabled());
    m_actions->unpin()->trigger();
    QVERIFY(!m_session->stored(running.id).isPinned);
    QVERIFY(m_session->stored(ended.id).isPinned);
}

void TestTaskActions::copies()
{
    Task a = make(u"a"_s, TaskStatus::Failed);
    a.error = u"why"_s;
    const Task b = make(u"b"_s, TaskStatus::Completed);
    m_actions->setTasks({a, b});
    m_actions->copyName()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a\nb"_s);
    m_actions->copyId()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), a.id.toString() + u'\n' + b.id.toString());
    m_actions->copyError()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"why"_s);
    m_actions->copyText()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 1);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Failed\ta\t"_s));
    m_actions->setTasks({b});
    QVERIFY(!m_actions->copyError()->isEnabled());
}

void TestTaskActions::copiedTextIsHarmless()
{
    Task task = make(u"a\x1b[31m\nrm\u202e"_s, TaskStatus::Failed);
    task.error = u"it\x1b broke\nhere"_s;
    m_actions->setTasks({task});
    m_actions->copyName()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a␛[31m rm\ufffd"_s);
    m_actions->copyError()->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"it␛ broke\nhere"_s);
    m_actions->copyText()->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QChar(0x1b)));
}

void TestTaskActions::exportsTakeTheSelection()
{
    QSignalSpy wanted(m_actions, &TaskActions::exportWanted);
    QVERIFY(!m_actions->exportSelected()->isEnabled());
    QVERIFY(m_actions->exportShown()->isEnabled());
    m_actions->setTasks({make(u"a"_s, TaskStatus::Processing)});
    m_actions->exportSelected()->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<ManyTasks>().tasks.size(), 1);
}

void TestTaskActions::manyAreDoneInPages()
{
    constexpr int count = 2500;
    QList<Task> tasks = makeMany(count, TaskStatus::Processing);
    const Task ended = make(u"over"_s, TaskStatus::Completed);
    select(QList<Task>{ended} + tasks);
    QVERIFY(m_actions->cancel()->isEnabled() && m_actions->copyName()->isEnabled());
    m_actions->cancel()->trigger();
    QTRY_COMPARE(m_session->cancelled().size(), count);
    QVERIFY(!m_session->cancelled().contains(ended.id));
    m_actions->copyName()->trigger();
    QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), count);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"over\ntask 0\n"_s));
    for (const QList<quint32> &page : m_session->fetched())
        QVERIFY(page.size() <= 1000);
    select({});
    m_actions->setTasks({});
    QVERIFY(!m_actions->cancel()->isEnabled());
}

void TestTaskActions::noneIsLostWhenTooManyAreAsked()
{
    constexpr int count = 400;
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    const QList<Task> tasks = makeMany(count, TaskStatus::Processing);
    const auto isCancelled = [this](const Task &task) {
        return m_session->stored(task.id).status == TaskStatus::Cancelled;
    };
    m_actions->setTasks(tasks);
    m_session->failWith(Error{ErrorCode::TooMany, {}, std::chrono::seconds(0)});
    m_actions->cancel()->trigger();
    QCOMPARE(m_session->cancelled().size(), 1); // and no more until it may
    QVERIFY(m_batches->text().contains(u"waiting for the service"_s));
    m_session->failWith({});
    QTRY_COMPARE(std::count_if(tasks.begin(), tasks.end(), isCancelled), count);
    QCOMPARE(m_session->cancelled().size(), count + 1);
    QCOMPARE(failed.count(), 0);
    QTRY_COMPARE(m_batches->text(), QString());
}

void TestTaskActions::batchSaysHowFarItIs()
{
    m_session->holdAnswers();
    m_actions->setTasks(makeMany(3, TaskStatus::Processing));
    m_actions->pause()->trigger();
    QCOMPARE(m_batches->text(), QString()); // over before it is read
    m_actions->setTasks(makeMany(300, TaskStatus::Processing));
    m_actions->pause()->trigger();
    QCOMPARE(m_batches->text(), u"Pausing: 0 of 300"_s);
    m_session->answer();
    QTRY_COMPARE(m_batches->text(), QString());
}

void TestTaskActions::stoppedBatchAsksNoMore()
{
    constexpr int count = 1000;
    m_actions->setTasks(makeMany(count, TaskStatus::Processing));
    m_session->holdAnswers();
    m_actions->cancel()->trigger();
    m_batches->stop();
    const qsizetype asked = m_session->cancelled().size();
    QVERIFY(asked > 0 && asked < count);
    m_session->answer();
    QTRY_COMPARE(m_batches->text(), QString());
    QCOMPARE(m_session->cancelled().size(), asked);
}

void TestTaskActions::fewEndWithTheirSession()
{
    const auto other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    m_actions->setTasks(makeMany(3, TaskStatus::Processing));
    m_session->failWith(Error{ErrorCode::TooMany, {}, std::chrono::seconds(0)});
    m_actions->cancel()->trigger();
    QCOMPARE(m_session->cancelled().size(), 1); // the others once it may
    m_batches->setSession(other);
    m_actions->setSession(other);
    bool isIdle = false;
    QTimer::singleShot(50, this, [&isIdle] { isIdle = true; }); // behind the rest of 0 s
    QTRY_VERIFY(isIdle);
    QCOMPARE(m_session->cancelled().size(), 1);
    QVERIFY(other->cancelled().isEmpty());
}

void TestTaskActions::serviceThatIsAwayIsToldOnce()
{
    QSignalSpy failed(m_batches.get(), &BatchRunner::failed);
    const QList<Task> tasks = makeMany(1000, TaskStatus::Processing);
    m_actions->setTasks(tasks);
    m_session->failWith(Error{ErrorCode::Unreachable, {}});
    m_actions->cancel()->trigger();
    QTRY_COMPARE(m_batches->text(), QString());
    QCOMPARE(failed.count(), 1);
    select(tasks);
    m_actions->cancel()->trigger();
    QTRY_COMPARE(failed.count(), 2);
    QTRY_COMPARE(m_batches->text(), QString());
}

void TestTaskActions::longBatchesWaitTheirTurn()
{
    const QList<Task> tasks = makeMany(300, TaskStatus::Processing);
    m_session->holdAnswers();
    m_actions->setTasks(tasks);
    m_actions->pause()->trigger();
    m_actions->pin()->trigger();
    QVERIFY(m_batches->text().startsWith(u"Pausing"_s));
    m_session->answer();
    QTRY_COMPARE(m_batches->text(), QString());
    for (const Task &task : tasks) {
        QCOMPARE(m_session->stored(task.id).status, TaskStatus::Paused);
        QVERIFY(m_session->stored(task.id).isPinned);
    }
}

void TestTaskActions::shortcutsAreAllDifferent()
{
    QSet<QString> shortcuts;
    const QList<QAction *> actions = m_actions->findChildren<QAction *>();
    for (const QAction *action : actions) {
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(!action->toolTip().isEmpty());
        shortcuts += action->shortcut().toString();
    }
    QCOMPARE(shortcuts.size(), actions.size());
}

QTEST_MAIN(TestTaskActions)
#include "tst_taskactions.moc"
