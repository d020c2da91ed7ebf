#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasktablemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace headway;
using namespace std::chrono_literals;

namespace {

/// Shows which list it holds.
class HistoryRows : public TaskRowsModel
{
public:
    using TaskRowsModel::replaceHistory;
    using TaskRowsModel::TaskRowsModel;

    QVariant data(const QModelIndex &, int) const override { return {}; }
    const quint32 *place() const { return m_history.numbers().constData(); }
};

} // namespace

class TestTaskTableModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void liveTasksStandAboveTheHistory();
    void historyIsFetchedWhereSomebodyLooks();
    void endedTaskMovesToTheTopOfTheHistory();
    void manyEndsAreOneChangeOfTheLayout_data();
    void manyEndsAreOneChangeOfTheLayout();
    void persistentIndexesFollowTheirTasks();
    void neverResets();
    void changesComeAsSpansOnceAFrame();
    void onlyRowsInSightAreToldOf();
    void nothingIsScheduledWhileNothingChanges();
    void manyChangesAreMergedOverFrames();
    void olderRevisionIsPassedOver();
    void endBeforeTheListIsNoLiveTask();
    void deletedRowsGo();
    void deletionOfWhatWasNeverSeenAsksForTheIndex();
    void lostTaskThatIsBackLeavesTheHistory();
    void filterHoldsForBothParts();
    void filterHoldsForWhatTheIndexDoesNotKnow();
    void changedEndStandsOnce();
    void filterKeepsPersistentIndexes();
    void hiddenTasksComeBackWhereTheyWere();
    void sortHoldsForBothParts();
    void liveColumnIsSortedAnewNowAndThen();
    void lateIndexOfAnotherOrderIsPassedOver();
    void firstTasksStandAboveUntilTheIndexComes();
    void firstTasksThatNobodySeesArePassedOver();
    void firstTasksOfAnOldQuestionArePassedOver();
    void whatHasChangedSinceIsNoFirstTask();
    void indexKnowsNothingOfWhatEndedMeanwhile();
    void countsAreOfAllTasks();
    void watchedTasksAreToldOfWhereverTheyAre();
    void onlyTheEndIsToldOfThoseWatchedForIt();
    void failedIndexIsTold();
    void missedChangesAreListedAnew();
    void nothingOfTheSessionBefore();
    void usageIsFollowedInMemory();
    void textsAreOneBoundedLine();
    void rowThatIsNotFetchedSaysNothing();
    void noColumnsBelowARow();
    void historyIsTakenOverAndNotCopied();
    void indexStaysSharedWhereNothingIsGone();

private:
    void begin(const QList<Task> &tasks);
    /// Until all that has come is merged and all rows have been fetched.
    void settle();
    Task make(int number, TaskStatus status = TaskStatus::Processing) const;
    QList<Task> makeMany(int first, int count, TaskStatus status) const;
    QString names();
    QString nameAt(int row) const;
    void search(const QString &text);
    int rowOf(const Task &task) const;
    QModelIndex indexOf(const Task &task) const { return m_model->index(rowOf(task), 0); }
    Task ended(const Task &task) const;

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<TaskTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestTaskTableModel::init()
{
    m_tester.reset();
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_model = std::make_unique<TaskTableModel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

/// Named by its number, and that many seconds younger.
Task TestTaskTableModel::make(int number, TaskStatus status) const
{
    return sampleTask(QString::number(number), status, m_clock.now().addSecs(number));
}

QList<Task> TestTaskTableModel::makeMany(int first, int count, TaskStatus status) const
{
    QList<Task> tasks;
    for (int i = first; i < first + count; ++i)
        tasks += make(i, status);
    return tasks;
}

void TestTaskTableModel::begin(const QList<Task> &tasks)
{
    m_session->begin(tasks);
    m_model->setSession(m_session);
    QTRY_VERIFY(m_model->isLoaded());
    settle();
}

void TestTaskTableModel::settle()
{
    const auto isSettled = [this] {
        for (const QTimer *timer : m_model->findChildren<QTimer *>(u"frame"_s)) {
            if (timer->isActive())
                return false;
        }
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (!m_model->index(row, 0).data(TaskTableModel::TaskIdRole).isValid())
                return false;
        }
        return true;
    };
    QTRY_VERIFY(isSettled());
}

QString TestTaskTableModel::names()
{
    settle();
    QStringList all;
    for (int row = 0; row < m_model->rowCount(); ++row)
        all += m_model->index(row, TaskTableModel::NameColumn).data().toString();
    return all.join(u' ');
}

QString TestTaskTableModel::nameAt(int row) const
{
    return m_model->index(row, TaskTableModel::NameColumn).data().toString();
}

void TestTaskTableModel::search(const QString &text)
{
    TaskFilter filter;
    filter.search = text;
    m_model->setFilter(filter);
}

int TestTaskTableModel::rowOf(const Task &task) const
{
    return m_model->rowOf(m_session->stored(task.id).row);
}

Task TestTaskTableModel::ended(const Task &task) const
{
    Task after = m_session->stored(task.id);
    after.status = TaskStatus::Completed;
    after.completedAt = m_clock.now().addSecs(100'000);
    return after;
}

void TestTaskTableModel::liveTasksStandAboveTheHistory()
{
    begin(makeMany(0, 3, TaskStatus::Processing) + makeMany(3, 3, TaskStatus::Completed)
          + makeMany(6, 2, TaskStatus::Pending));
    QCOMPARE(names(), u"7 6 2 1 0 5 4 3"_s);
    m_session->put(make(8));
    m_session->put(make(-1));
    QCOMPARE(names(), u"8 7 6 2 1 0 -1 5 4 3"_s);
}

void TestTaskTableModel::historyIsFetchedWhereSomebodyLooks()
{
    m_session->begin(makeMany(0, 1000, TaskStatus::Completed));
    m_tester.reset(); // it looks everywhere
    m_model->setSession(m_session);
    QTRY_COMPARE(m_model->rowCount(), 1000);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setRowsInSight(500, 530);
    const QModelIndex looked = m_model->index(510, TaskTableModel::NameColumn);
    QVERIFY(!looked.data(TaskTableModel::TaskIdRole).isValid());
    QTRY_COMPARE(looked.data().toString(), u"489"_s);
    QCOMPARE(m_session->fetched().size(), 1);
    QCOMPARE(m_session->fetched().first().size(), 64);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 500);
    QCOMPARE(changed[0][1].toModelIndex().row(), 530);
}

void TestTaskTableModel::endedTaskMovesToTheTopOfTheHistory()
{
    const QList<Task> live = makeMany(10, 3, TaskStatus::Processing);
    begin(makeMany(0, 2, TaskStatus::Completed) + live);
    QCOMPARE(names(), u"12 11 10 1 0"_s);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    const QPersistentModelIndex kept = indexOf(live[1]);
    m_session->put(ended(live[1]));
    QCOMPARE(names(), u"12 10 11 1 0"_s);
    QCOMPARE(moved.count(), 1);
    QCOMPARE(kept.row(), 2);
    m_session->put(ended(live[0])); // it stands there already
    QCOMPARE(names(), u"12 10 11 1 0"_s);
    m_session->put(ended(live[2]));
    QCOMPARE(names(), u"12 10 11 1 0"_s);
    QCOMPARE(m_session->indexed().size(), 1);
}

void TestTaskTableModel::manyEndsAreOneChangeOfTheLayout_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("step");
    QTest::newRow("scattered") << 0 << 2;
    QTest::newRow("side by side") << 10 << 1;
}

void TestTaskTableModel::manyEndsAreOneChangeOfTheLayout()
{
    QFETCH(const int, first);
    QFETCH(const int, step);
    QList<Task> live = makeMany(0, 40, TaskStatus::Processing);
    begin(live);
    QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    QList<Task> ends;
    QList<QPersistentModelIndex> kept;
    for (int i = 0; i < 20; ++i) {
        ends += ended(live[first + i * step]);
        kept += indexOf(ends.last());
    }
    m_session->put(ends);
    settle();
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Completed), 20);
    QCOMPARE(laidOut.count(), 1);
    QCOMPARE(moved.count(), 0);
    live.removeIf([&ends](const Task &task) {
        return std::any_of(ends.cbegin(), ends.cend(),
                           [&task](const Task &end) { return end.id == task.id; });
    });
    QStringList expected; // of each kind the last one first
    for (const Task &task : ends + live)
        expected.prepend(task.name);
    QCOMPARE(names(), expected.join(u' '));
    for (int i = 0; i < 20; ++i)
        QCOMPARE(kept[i].data(TaskTableModel::TaskIdRole).value<TaskId>(), ends[i].id);
}

void TestTaskTableModel::persistentIndexesFollowTheirTasks()
{
    const QList<Task> live = makeMany(0, 30, TaskStatus::Processing);
    const QList<Task> history = makeMany(100, 30, TaskStatus::Failed);
    begin(live.mid(10, 10) + history);
    const QPersistentModelIndex one = indexOf(live[15]);
    const QPersistentModelIndex two = indexOf(history[15]);
    m_session->put(live.mid(0, 5));
    m_session->put(live.mid(25, 5));
    m_session->drop({live[12].id, history[29].id, history[3].id});
    settle();
    QTRY_COMPARE(m_model->rowCount(), 47);
    QCOMPARE(one.data(TaskTableModel::TaskIdRole).value<TaskId>(), live[15].id);
    QCOMPARE(two.data(TaskTableModel::TaskIdRole).value<TaskId>(), history[15].id);
    m_model->sort(TaskTableModel::NameColumn, Qt::DescendingOrder);
    settle();
    QCOMPARE(one.data(TaskTableModel::TaskIdRole).value<TaskId>(), live[15].id);
    QCOMPARE(two.data(TaskTableModel::TaskIdRole).value<TaskId>(), history[15].id);
    m_session->drop({history[15].id});
    QTRY_VERIFY(!two.isValid());
}

void TestTaskTableModel::neverResets()
{
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    begin(makeMany(0, 100, TaskStatus::Completed) + makeMany(100, 50, TaskStatus::Pending));
    m_model->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    TaskFilter filter;
    filter.search = u"1"_s;
    m_model->setFilter(filter);
    settle();
    m_model->setSession(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(reset.count(), 0);
}

void TestTaskTableModel::changesComeAsSpansOnceAFrame()
{
    QList<Task> live = makeMany(0, 10, TaskStatus::Processing);
    begin(live);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    for (const int i : {1, 2, 3, 7, 7, 7}) {
        live[i].progress.fraction = 0.5;
        m_session->put(live[i]);
    }
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 2);
    QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(changed[1][0].toModelIndex().row(), 6);
    QCOMPARE(changed[1][1].toModelIndex().row(), 8);
    QCOMPARE(changed[1][0].toModelIndex().column(), int(TaskTableModel::ProgressColumn));
    QCOMPARE(changed[1][1].toModelIndex().column(), int(TaskTableModel::ElapsedColumn));
    live[4].status = TaskStatus::Paused;
    m_session->put(live[4]);
    QTRY_COMPARE(changed.count(), 3);
    QCOMPARE(changed[2][0].toModelIndex().column(), 0);
    QCOMPARE(changed[2][1].toModelIndex().column(), int(TaskTableModel::ColumnCount) - 1);
}

void TestTaskTableModel::onlyRowsInSightAreToldOf()
{
    const QList<Task> live = makeMany(0, 1000, TaskStatus::Processing);
    begin(live);
    m_model->setRowsInSight(100, 129);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_session->put(live);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 100);
    QCOMPARE(changed[0][1].toModelIndex().row(), 129);
}

void TestTaskTableModel::nothingIsScheduledWhileNothingChanges()
{
    begin(makeMany(0, 100, TaskStatus::Completed) + makeMany(100, 50, TaskStatus::Processing));
    settle();
    for (const QTimer *timer : m_model->findChildren<QTimer *>())
        QVERIFY2(!timer->isActive(), qPrintable(timer->objectName()));
}

void TestTaskTableModel::manyChangesAreMergedOverFrames()
{
    const QList<Task> live = makeMany(0, 5000, TaskStatus::Processing);
    m_tester.reset();
    m_session->begin(live);
    m_model->setSession(m_session);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QTRY_COMPARE(m_model->rowCount(), 5000);
    QCOMPARE(inserted.count(), 3); // 2,000 a frame
}

void TestTaskTableModel::olderRevisionIsPassedOver()
{
    const Task task = make(1);
    begin({task});
    Task stale = m_session->stored(task.id);
    stale.name = u"stale"_s;
    m_session->put(ended(task));
    Q_EMIT m_session->changed(TaskChanges{{stale}, {}});
    QCOMPARE(names(), u"1"_s);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 1);
    QCOMPARE(m_model->counts().value(TaskStatus::Processing), 0);
}

void TestTaskTableModel::endBeforeTheListIsNoLiveTask()
{
    const Task task = make(1);
    const Task gone = make(2);
    m_session->begin({task, gone});
    m_session->holdAnswers();
    m_model->setSession(m_session);
    m_session->put(ended(task));
    m_session->drop({gone.id});
    QTest::qWait(40); // the ends are merged before what is older comes
    m_session->answer();
    QTRY_VERIFY(m_model->isLoaded());
    QCOMPARE(names(), u"1"_s);
    QCOMPARE(m_model->counts().value(TaskStatus::Processing), 0);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 1);
}

void TestTaskTableModel::deletedRowsGo()
{
    const QList<Task> history = makeMany(0, 60, TaskStatus::Completed);
    begin(history);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    m_session->drop({history[3].id, history[4].id, history[9].id});
    QTRY_COMPARE(m_model->rowCount(), 57);
    QCOMPARE(removed.count(), 2);
    QList<TaskId> scattered;
    for (int i = 20; i < 60; i += 2)
        scattered += history[i].id;
    m_session->drop(scattered);
    QTRY_COMPARE(m_model->rowCount(), 37);
    QCOMPARE(removed.count(), 3);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 37);
    QVERIFY(names().startsWith(u"59 57 55"_s));
    QCOMPARE(m_session->indexed().size(), 1);
}

void TestTaskTableModel::deletionOfWhatWasNeverSeenAsksForTheIndex()
{
    m_tester.reset();
    const QList<Task> history = makeMany(0, 200, TaskStatus::Completed);
    m_session->begin(history);
    m_model->setSession(m_session);
    QTRY_COMPARE(m_model->rowCount(), 200);
    m_session->drop({history[7].id});
    QTRY_COMPARE(m_model->rowCount(), 199);
    QCOMPARE(m_session->indexed().size(), 2);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 199);
}

void TestTaskTableModel::lostTaskThatIsBackLeavesTheHistory()
{
    Task lost = make(1, TaskStatus::Lost);
    begin({make(0, TaskStatus::Completed), lost, make(2, TaskStatus::Completed)});
    QCOMPARE(names(), u"2 1 0"_s);
    lost = m_session->stored(lost.id);
    lost.status = TaskStatus::Processing;
    lost.completedAt = {};
    m_session->put(lost);
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Processing), 1);
    QCOMPARE(names(), u"1 2 0"_s);
    m_session->put(ended(lost));
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Processing), 0);
    QCOMPARE(names(), u"1 2 0"_s);
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Lost), 0);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 3);
}

void TestTaskTableModel::filterHoldsForBothParts()
{
    const Task hidden = make(5);
    begin(makeMany(10, 5, TaskStatus::Completed) + makeMany(20, 3, TaskStatus::Processing)
          + QList<Task>{hidden});
    TaskFilter filter;
    filter.search = u"2"_s;
    m_model->setFilter(filter);
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(names(), u"22 21 20 12"_s);
    m_session->put(make(25));
    m_session->put(make(33));
    m_session->put(ended(hidden));
    QCOMPARE(names(), u"25 22 21 20 12"_s);
    Task found = m_session->stored(hidden.id);
    found.error = u"2 errors"_s;
    m_session->put(found); // one that had ended
    m_model->setFilter({});
    QCOMPARE(names(), u"33 25 22 21 20 5 14 13 12 11 10"_s);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 6);
}

/// A lost task that its producer has corrected while it was hidden, and an index of before.
void TestTaskTableModel::changedEndStandsOnce()
{
    Task task = make(3, TaskStatus::Lost);
    begin(makeMany(0, 2, TaskStatus::Completed) + QList<Task>{task});
    m_session->keepIndexAtNow();
    TaskFilter filter;
    filter.search = u"1"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(names(), u"1"_s);
    for (int i = 0; i < 2; ++i) {
        task = m_session->stored(task.id);
        task.status = TaskStatus::Completed;
        m_session->put(task);
    }
    QCOMPARE(names(), u"1"_s);
    m_model->setFilter({});
    QTRY_COMPARE(names().split(u' ').count(u"3"_s), 1);
    QCOMPARE(m_model->rowCount(), 3);
}

void TestTaskTableModel::filterHoldsForWhatTheIndexDoesNotKnow()
{
    QList<Task> tasks = makeMany(0, 3, TaskStatus::Processing);
    begin(tasks);
    m_session->keepIndexAtNow();
    for (const Task &task : tasks)
        m_session->put(ended(task));
    QCOMPARE(names(), u"2 1 0"_s);
    TaskFilter filter;
    filter.search = u"1"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(names(), u"1"_s);
    m_model->setFilter({});
    QTRY_COMPARE(names(), u"2 1 0"_s);
}

void TestTaskTableModel::filterKeepsPersistentIndexes()
{
    const QList<Task> history = makeMany(0, 200, TaskStatus::Completed);
    begin(history);
    const QPersistentModelIndex kept = indexOf(history[123]);
    const QPersistentModelIndex hidden = indexOf(history[55]);
    TaskFilter filter;
    filter.search = u"12"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(m_model->rowCount(), 12);
    QCOMPARE(kept.data(TaskTableModel::TaskIdRole).value<TaskId>(), history[123].id);
    QVERIFY(!hidden.isValid());
    m_model->setFilter({});
    QTRY_COMPARE(m_model->rowCount(), 200);
    QCOMPARE(kept.data(TaskTableModel::TaskIdRole).value<TaskId>(), history[123].id);
}

void TestTaskTableModel::hiddenTasksComeBackWhereTheyWere()
{
    QList<Task> tasks = makeMany(0, 6, TaskStatus::Completed);
    begin(tasks + QList<Task>{make(9)});
    for (Task &task : tasks)
        task = m_session->stored(task.id);
    m_model->setHidden({tasks[1].row, tasks[4].row});
    QCOMPARE(names(), u"9 5 3 2 0"_s);
    m_session->put(m_session->stored(tasks[4].id)); // it has changed, and stays hidden
    m_model->setFilter({}); // as does a new index
    m_session->drop({tasks[1].id});
    settle();
    QCOMPARE(names(), u"9 5 3 2 0"_s);
    m_model->setHidden({tasks[1].row});
    QTRY_COMPARE(names(), u"9 5 4 3 2 0"_s);
}

void TestTaskTableModel::sortHoldsForBothParts()
{
    QList<Task> tasks;
    for (const auto &[name, status] : {std::pair{u"b"_s, TaskStatus::Processing},
                                       {u"A"_s, TaskStatus::Processing},
                                       {u"c"_s, TaskStatus::Completed},
                                       {u"D"_s, TaskStatus::Failed},
                                       {u"a"_s, TaskStatus::Completed}})
        tasks += sampleTask(name, status, m_clock.now());
    begin(tasks);
    m_model->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(names(), u"A b a c D"_s);
    m_model->sort(TaskTableModel::NameColumn, Qt::DescendingOrder);
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(names(), u"b A D c a"_s);
    QCOMPARE(m_session->indexed().last(), (TaskSort{TaskKey::Name, true}));
    m_model->sort(-1);
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(m_session->indexed().last(), TaskSort());
}

void TestTaskTableModel::liveColumnIsSortedAnewNowAndThen()
{
    QList<Task> live = makeMany(0, 3, TaskStatus::Processing);
    for (int i = 0; i < 3; ++i)
        live[i].progress.fraction = 0.1 * i;
    begin(live);
    m_model->sort(TaskTableModel::ProgressColumn, Qt::AscendingOrder);
    QCOMPARE(names(), u"0 1 2"_s);
    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    const QPersistentModelIndex kept = indexOf(live[0]);
    for (int i = 1; i < 10; ++i) {
        live[0].progress.fraction = 0.1 * i;
        m_session->put(live[0]);
    }
    QTRY_COMPARE(laidOut.count(), 1);
    QCOMPARE(names(), u"1 2 0"_s);
    QCOMPARE(kept.row(), 2);
}

void TestTaskTableModel::lateIndexOfAnotherOrderIsPassedOver()
{
    begin(makeMany(0, 5, TaskStatus::Completed));
    m_session->holdAnswers();
    m_model->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    m_model->sort(TaskTableModel::NameColumn, Qt::DescendingOrder);
    m_model->sort(TaskTableModel::KindColumn, Qt::DescendingOrder);
    QCOMPARE(m_session->indexed().size(), 2); // one on its way, and not one for each keystroke
    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_session->answer();
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(m_session->indexed().last(), (TaskSort{TaskKey::Kind, true}));
    QVERIFY(laidOut.count() <= 1);
}

void TestTaskTableModel::firstTasksStandAboveUntilTheIndexComes()
{
    const QList<Task> history = makeMany(0, 300, TaskStatus::Completed);
    begin(history + makeMany(509, 2, TaskStatus::Processing));
    m_session->giveFirst();
    m_session->holdAnswers();
    const QPersistentModelIndex kept = indexOf(history[110]);
    const QPersistentModelIndex below = indexOf(history[50]);
    const qsizetype fetched = m_session->fetched().size();
    search(u"1"_s);
    QCOMPARE(nameAt(0), u"510"_s);
    QCOMPARE(nameAt(1), u"299"_s); // nothing is known yet
    m_session->answerOne();
    QTRY_COMPARE(nameAt(1), u"291"_s);
    QCOMPARE(nameAt(100), u"119"_s);
    QCOMPARE(nameAt(101), u"299"_s);
    QCOMPARE(m_model->rowCount(), 301);
    QCOMPARE(kept.row(), rowOf(history[110]));
    QVERIFY(below.isValid() && below.row() == rowOf(history[50]));
    QVERIFY(m_model->isLoading());
    m_session->answer();
    QTRY_COMPARE(m_model->rowCount(), 139);
    QCOMPARE(nameAt(100), u"119"_s);
    QCOMPARE(nameAt(101), u"118"_s);
    QCOMPARE(kept.row(), rowOf(history[110]));
    QVERIFY(!below.isValid());
    QCOMPARE(m_session->fetched().size(), fetched); // they came with their rows
}

void TestTaskTableModel::firstTasksThatNobodySeesArePassedOver()
{
    begin(makeMany(0, 300, TaskStatus::Completed) + makeMany(1000, 20, TaskStatus::Processing));
    m_session->giveFirst();
    m_model->setRowsInSight(0, 10);
    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    search(u"1"_s); // in all that are live
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(m_model->rowCount(), 158);
    QCOMPARE(laidOut.count(), 1);
}

void TestTaskTableModel::firstTasksOfAnOldQuestionArePassedOver()
{
    begin(makeMany(0, 300, TaskStatus::Completed));
    m_session->giveFirst();
    m_session->holdAnswers();
    search(u"2"_s);
    QVERIFY(!m_session->stopped().last());
    search(u"1"_s);
    QVERIFY(m_session->stopped().last()); // the other is asked as soon as this one has ended
    QSignalSpy laidOut(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_session->answer();
    QTRY_VERIFY(!m_model->isLoading());
    QVERIFY(!m_session->stopped().last());
    QCOMPARE(laidOut.count(), 2); // by the first and by all that hold a 1
    QCOMPARE(m_model->rowCount(), 138);
}

void TestTaskTableModel::whatHasChangedSinceIsNoFirstTask()
{
    const QList<Task> history = makeMany(0, 300, TaskStatus::Lost);
    begin(history);
    m_session->giveFirst();
    m_session->holdAnswers();
    search(u"1"_s);
    Task back = m_session->stored(history[281].id);
    back.status = TaskStatus::Processing;
    back.completedAt = {};
    m_session->put(back);
    m_session->drop({history[291].id});
    QTRY_COMPARE(nameAt(0), u"281"_s);
    m_session->answerOne();
    QTRY_COMPARE(nameAt(1), u"271"_s);
    QCOMPARE(m_model->rowCount(), 299);
    m_session->answer();
    QTRY_VERIFY(!m_model->isLoading());
    QTRY_COMPARE(nameAt(1), u"271"_s); // the index did not know that 291 is gone
    QCOMPARE(m_model->rowCount(), 137);
    QCOMPARE(nameAt(0), u"281"_s);
}

void TestTaskTableModel::indexKnowsNothingOfWhatEndedMeanwhile()
{
    const QList<Task> live = makeMany(10, 2, TaskStatus::Processing);
    begin(makeMany(0, 2, TaskStatus::Completed) + live);
    m_session->holdAnswers();
    m_model->sort(TaskTableModel::NameColumn, Qt::AscendingOrder); // the index is of this moment
    m_session->put(ended(live[0]));
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Completed), 3);
    m_session->answer();
    QTRY_VERIFY(!m_model->isLoading());
    QCOMPARE(names(), u"11 10 0 1"_s);
    QCOMPARE(m_model->counts().value(TaskStatus::Completed), 3);
    QTRY_COMPARE(names(), u"11 0 1 10"_s); // where it belongs, with the next index
}

void TestTaskTableModel::countsAreOfAllTasks()
{
    begin(makeMany(0, 3, TaskStatus::Failed) + makeMany(3, 4, TaskStatus::Processing));
    TaskFilter filter;
    filter.search = u"nothing"_s;
    m_model->setFilter(filter);
    QTRY_COMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->counts().value(TaskStatus::Failed), 3);
    QCOMPARE(m_model->counts().value(TaskStatus::Processing), 4);
    QSignalSpy told(m_model.get(), &TaskTableModel::countsChanged);
    for (int i = 0; i < 5; ++i)
        m_session->put(make(100 + i, TaskStatus::Failed));
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Failed), 8);
    QCOMPARE(told.count(), 1);
}

void TestTaskTableModel::watchedTasksAreToldOfWhereverTheyAre()
{
    const QList<Task> live = makeMany(0, 100, TaskStatus::Processing);
    begin(live);
    m_model->setRowsInSight(0, 10);
    m_model->watch({rowOf(m_session->stored(live[3].id))});
    QSignalSpy told(m_model.get(), &TaskTableModel::watchedChanged);
    QSignalSpy changed(m_model.get(), &TaskTableModel::dataChanged);
    m_session->put({live[3], live[4]});
    QTRY_COMPARE(told.count(), 1);
    QCOMPARE(changed.count(), 0);
}

void TestTaskTableModel::onlyTheEndIsToldOfThoseWatchedForIt()
{
    const QList<Task> live = makeMany(0, 2, TaskStatus::Processing);
    begin(live);
    const int row = rowOf(m_session->stored(live[0].id));
    QSignalSpy told(m_model.get(), &TaskTableModel::watchedChanged);
    m_model->watch({}, {row});
    m_session->put(live[0]);
    QSignalSpy counted(m_model.get(), &TaskTableModel::countsChanged);
    m_session->put(make(5)); // with which the other has been merged, too
    QTRY_COMPARE(counted.count(), 1);
    QCOMPARE(told.count(), 0);
    m_session->put(ended(live[0]));
    QTRY_COMPARE(told.count(), 1);
}

void TestTaskTableModel::failedIndexIsTold()
{
    begin(makeMany(0, 2, TaskStatus::Completed));
    QSignalSpy failed(m_model.get(), &TaskTableModel::failed);
    m_session->failWith(Error{ErrorCode::StorageFailed, {}});
    m_model->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestTaskTableModel::missedChangesAreListedAnew()
{
    const QList<Task> live = makeMany(0, 3, TaskStatus::Processing);
    begin(live);
    m_session->begin({ended(live[1]), make(7)}); // nobody was told
    Q_EMIT m_session->outdated();
    QTRY_COMPARE(m_model->counts().value(TaskStatus::Completed), 1);
    QTRY_COMPARE(names(), u"7 2 0 1"_s);
}

void TestTaskTableModel::nothingOfTheSessionBefore()
{
    m_session->begin(makeMany(0, 5, TaskStatus::Processing));
    m_session->holdAnswers();
    m_model->setSession(m_session);
    const auto other = std::make_shared<FakeTaskSession>(u"other@example.org"_s);
    other->begin({make(50)});
    m_model->setSession(other);
    m_session->answer();
    m_session->put(make(9));
    QTRY_VERIFY(m_model->isLoaded());
    QCOMPARE(m_model->rowCount(), 1);
}

void TestTaskTableModel::usageIsFollowedInMemory()
{
    Task task = make(1);
    begin({task, make(0, TaskStatus::Completed)});
    const auto cell = [&](int column, int role) {
        return m_model->index(rowOf(task), column).data(role);
    };
    const auto trail = [&](int column) {
        return cell(column, TaskTableModel::TrailRole).value<QList<float>>();
    };
    QVERIFY(trail(TaskTableModel::CpuColumn).isEmpty());
    QCOMPARE(cell(TaskTableModel::CpuColumn, Qt::DisplayRole).toString(), QString());
    for (int i = 1; i <= 40; ++i) {
        task.usage = {double(i), i * 1024};
        m_session->put(task);
        m_session->put(task); // the same is no other measurement
        settle();
    }
    QCOMPARE(trail(TaskTableModel::CpuColumn).size(), 30);
    QCOMPARE(trail(TaskTableModel::CpuColumn).constFirst(), 11.0F);
    QCOMPARE(trail(TaskTableModel::MemoryColumn).constLast(), 40.0F * 1024);
    QCOMPARE(cell(TaskTableModel::CpuColumn, Qt::DisplayRole).toString(), u"40 %"_s);
    QVERIFY(!cell(TaskTableModel::NameColumn, TaskTableModel::TrailRole).isValid());
    QVERIFY(
        !m_model->index(1, TaskTableModel::CpuColumn).data(TaskTableModel::TrailRole).isValid());
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    task.usage.cpuPercent = 50;
    m_session->put(task);
    QTRY_VERIFY(!changed.isEmpty());
    const auto lastColumn = changed.constFirst().at(1).toModelIndex().column();
    QVERIFY(lastColumn >= TaskTableModel::MemoryColumn);
}

void TestTaskTableModel::textsAreOneBoundedLine()
{
    Task task = sampleTask(u"<b>a</b>\u202e\n"_s + QString(1'000'000, u'x'), TaskStatus::Failed,
                           m_clock.now());
    task.error = QString(1'000'000, u'e') + u"\nlast \u0007line"_s;
    task.progress.text = QString(30'000, QChar(0x301));
    task.labels = {{u"a\nb"_s, QString(1'000'000, u'l')}};
    begin({task});
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        const QString text = m_model->index(0, column).data().toString();
        QVERIFY(text.size() <= 301);
        QVERIFY(!text.contains(u'\n') && !text.contains(QChar(0x202e)));
    }
    QCOMPARE(m_model->index(0, TaskTableModel::MessageColumn).data().toString(),
             u"last \u2407line"_s);
    const QString tip =
        m_model->index(0, TaskTableModel::NameColumn).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(u"<b>"_s));
}

void TestTaskTableModel::rowThatIsNotFetchedSaysNothing()
{
    m_session->begin({make(0, TaskStatus::Completed)});
    m_tester.reset();
    m_model->setSession(m_session);
    QTRY_COMPARE(m_model->rowCount(), 1);
    m_session->holdAnswers();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        const QModelIndex index = m_model->index(0, column);
        QVERIFY(!index.data(TaskTableModel::StatusRole).isValid());
        QVERIFY(index.data().toString().size() <= 1);
    }
}

void TestTaskTableModel::noColumnsBelowARow()
{
    begin({make(0)});
    QCOMPARE(m_model->columnCount(), int(TaskTableModel::ColumnCount));
    QCOMPARE(m_model->columnCount(m_model->index(0, 0)), 0);
    QCOMPARE(m_model->rowCount(m_model->index(0, 0)), 0);
}

/// Four megabytes of a million tasks would take the window's thread some milliseconds.
void TestTaskTableModel::historyIsTakenOverAndNotCopied()
{
    HistoryRows rows(m_clock);
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<quint32> few{3, 1};
    const QList<quint32> many{5, 4, 3, 2, 1};
    for (const QList<quint32> &next : {few, many, few}) {
        rows.replaceHistory(next);
        QCOMPARE(rows.rowCount(), static_cast<int>(next.size()));
        QCOMPARE(rows.place(), next.constData());
    }
}

void TestTaskTableModel::indexStaysSharedWhereNothingIsGone()
{
    const QList<quint32> index{5, 4, 3, 2, 1};
    const RecentEnds ends;
    QCOMPARE(ends.updated(index, {6}, {7}).constData(), index.constData());
    QCOMPARE(ends.updated(index, {5}, {1}), (QList<quint32>{4, 3, 2}));
}

QTEST_GUILESS_MAIN(TestTaskTableModel)
#include "tst_tasktablemodel.moc"
