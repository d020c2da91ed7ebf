#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "tests/support/takenpool.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/keptbarstyle.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>
#include <QMenu>
#include <QPixmapCache>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

class PaintCounter : public QObject
{
public:
    int count = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

int pixelsThatDiffer(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) == b.pixel(x, y) ? 0 : 1;
    }
    return count;
}

} // namespace

class TestTaskTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void selectionStaysWithItsTasks();
    void selectionStaysWithATaskThatEnds();
    void hugeSelectionStays_data();
    void hugeSelectionStays();
    void allSelectedAreNotWhatComesInTheirPlace_data();
    void allSelectedAreNotWhatComesInTheirPlace();
    void selectionThatShrinksIsToldOnce_data();
    void selectionThatShrinksIsToldOnce();
    void hugeSelectionThatIsScatteredIsLetGoOf();
    void liveOnesAreKnownAmongAllThatAreSelected();
    void scrolledListStaysPut();
    void listAtItsTopStaysAtItsTop();
    void clockRunsOnlyWhileSomethingInSightIsUnderWay();
    void columnsFillTheWidthAndNoMore();
    void messageEndsAtTheEdgeOfANarrowList();
    void widthsChosenByHandAreKept();
    void defaultWidthsHoldTheirTexts();
    void columnsAreRestored();
    void columnsAreChosen();
    void menuSortsWithoutAMouse();
    void thirdClickReturnsToNewestFirst();
    void keyboardChoosesRows();
    void keyboardGoesToBothEndsAndByPages();
    void keyboardGoesFromColumnToColumn();
    void keyboardMovesTheColumn();
    void keyboardSizesTheColumn();
    void headOfTheColumnIsMarkedForTheKeys();
    void menuChangesTheColumnOfTheKeys();
    void typedNameIsFound();
    void draggingSelectsWhatLiesBetween();
    void rowsStandWhereTheyArePainted();
    void nothingCoversTheHeads();
    void changedRowIsPainted();
    void widthFollowsWhatIsInSight();
    void shrunkListShowsItsEnd();
    void scrollBarLooksLikeAnyOther_data();
    void scrollBarLooksLikeAnyOther();
    void rowsAndBarsArePaintedByNoOtherThread();

private:
    Task make(int number, TaskStatus status = TaskStatus::Completed) const;
    void fill(int count);
    void fillGroups(int firstCount, int otherCount);
    void showGroup(const QString &kind);
    void selectFrom(int first);
    void goToName();
    quint32 numberAtTop() const { return m_tasks->numberAt(m_view->rowAt(0)); }
    QList<quint32> selected() const;
    QSet<quint32> allSelected() const;
    void put(const QList<Task> &tasks);
    void drop(const QList<int> &rows);
    QStringList names() const;
    bool isTicking() const { return m_view->findChild<QTimer *>(u"clock"_s)->isActive(); }

    FakeClock m_clock;
    std::shared_ptr<FakeTaskSession> m_session;
    std::unique_ptr<TaskTableModel> m_tasks;
    std::unique_ptr<TaskTableView> m_view;
};

void TestTaskTableView::init()
{
    m_view.reset();
    m_session = std::make_shared<FakeTaskSession>(u"owner@example.org"_s);
    m_tasks = std::make_unique<TaskTableModel>(m_clock);
    m_view = std::make_unique<TaskTableView>(*m_tasks);
    m_view->resize(1100, 400);
    m_view->restoreColumns({});
    m_view->show();
    m_tasks->setSession(m_session);
    QTRY_VERIFY(m_tasks->isLoaded());
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

Task TestTaskTableView::make(int number, TaskStatus status) const
{
    return sampleTask(u"task %1"_s.arg(number), status, m_clock.now().addSecs(number));
}

/// Returns once the model has them.
void TestTaskTableView::put(const QList<Task> &tasks)
{
    QSignalSpy told(m_tasks.get(), &TaskTableModel::countsChanged);
    m_session->put(tasks);
    QTRY_VERIFY(told.count() > 0);
}

void TestTaskTableView::drop(const QList<int> &rows)
{
    QList<TaskId> ids;
    for (const int row : rows)
        ids += m_tasks->taskAt(row)->id;
    const int before = m_tasks->rowCount();
    m_session->drop(ids);
    QTRY_COMPARE(m_tasks->rowCount(), before - static_cast<int>(rows.size()));
}

/// By the keys, from no task at all.
void TestTaskTableView::goToName()
{
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->currentIndex().column(), int(TaskTableModel::NameColumn));
}

void TestTaskTableView::fill(int count)
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += make(i);
    const int before = m_tasks->rowCount();
    put(tasks);
    QTRY_COMPARE(m_tasks->rowCount(), before + count);
    QTRY_VERIFY(count < 100 || m_view->verticalScrollBar()->maximum() > 100);
}

/// Ended tasks of the kinds "first" and "other".
void TestTaskTableView::fillGroups(int firstCount, int otherCount)
{
    QList<Task> tasks;
    for (int i = 0; i < firstCount + otherCount; ++i) {
        Task task = make(i);
        task.kind = i < firstCount ? u"first"_s : u"other"_s;
        tasks += task;
    }
    put(tasks);
    QTRY_COMPARE(m_tasks->rowCount(), firstCount + otherCount);
}

/// Of all kinds if it is "".
void TestTaskTableView::showGroup(const QString &kind)
{
    TaskFilter filter;
    filter.kind = kind;
    m_tasks->setFilter(filter);
    QTRY_VERIFY(!m_tasks->isLoading());
}

/// Up to the last.
void TestTaskTableView::selectFrom(int first)
{
    m_view->selectionModel()->select(
        {m_tasks->index(first, 0), m_tasks->index(m_tasks->rowCount() - 1, 0)},
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QList<quint32> TestTaskTableView::selected() const
{
    QList<quint32> numbers;
    for (const int row : m_view->selectedRows(1000).value_or(QList<int>()))
        numbers += m_tasks->numberAt(row);
    return numbers;
}

QSet<quint32> TestTaskTableView::allSelected() const
{
    QSet<quint32> numbers;
    for (const int row : m_view->selectedRows(m_tasks->rowCount()).value_or(QList<int>()))
        numbers += m_tasks->numberAt(row);
    return numbers;
}

QStringList TestTaskTableView::names() const
{
    QStringList all;
    for (int row = 0; row < m_tasks->rowCount(); ++row)
        all += m_tasks->index(row, TaskTableModel::NameColumn).data().toString();
    return all;
}

void TestTaskTableView::selectionStaysWithItsTasks()
{
    fill(20);
    m_view->selectRow(5);
    const QList<quint32> before = selected();
    QCOMPARE(before.size(), 1);
    put({make(100), make(101), make(-5)});
    QCOMPARE(selected(), before);
    drop({0, 3});
    QCOMPARE(selected(), before);
    m_tasks->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    QCOMPARE(selected(), before);
    QCOMPARE(m_view->currentNumber(), before.first());
}

void TestTaskTableView::selectionStaysWithATaskThatEnds()
{
    Task task = make(500, TaskStatus::Processing);
    fill(20);
    put({make(501, TaskStatus::Processing), task, make(499, TaskStatus::Processing)});
    m_view->selectRow(1);
    const QList<quint32> before = selected();
    task.status = TaskStatus::Completed;
    put({task});
    QCOMPARE(m_view->currentIndex().row(), 2);
    QCOMPARE(selected(), before);
}

void TestTaskTableView::hugeSelectionStays_data()
{
    QTest::addColumn<int>("first");
    QTest::newRow("all") << 0;
    QTest::newRow("all but the first") << 1;
}

void TestTaskTableView::hugeSelectionStays()
{
    QFETCH(int, first);
    fill(11'000);
    QList<Task> live;
    for (int i = 0; i < 20; ++i)
        live += make(20'000 - i, TaskStatus::Processing);
    put(live);
    selectFrom(first);
    const QSet<quint32> before = allSelected();
    QCOMPARE(before.size(), m_tasks->rowCount() - first);
    QSignalSpy changed(m_view.get(), &TaskTableView::selectionChangedTo);
    m_tasks->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    QCOMPARE(allSelected(), before);
    m_tasks->sort(TaskTableModel::NameColumn, Qt::DescendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    QCOMPARE(allSelected(), before);
    live[3].status = TaskStatus::Completed;
    put({live[3]});
    QCOMPARE(allSelected(), before);
    QCOMPARE(changed.count(), 0); // it is the same
}

void TestTaskTableView::allSelectedAreNotWhatComesInTheirPlace_data()
{
    QTest::addColumn<int>("firstCount");
    QTest::addColumn<int>("otherCount");
    QTest::newRow("huge, fewer") << 11'000 << 300;
    QTest::newRow("huge, as many") << 11'000 << 11'000;
    QTest::newRow("fewer") << 100 << 90;
    QTest::newRow("as many") << 100 << 100;
    QTest::newRow("few") << 10 << 5;
}

void TestTaskTableView::allSelectedAreNotWhatComesInTheirPlace()
{
    QFETCH(int, firstCount);
    QFETCH(int, otherCount);
    fillGroups(firstCount, otherCount);
    showGroup(u"first"_s);
    QCOMPARE(m_tasks->rowCount(), firstCount);
    m_view->selectAll();
    QSignalSpy changed(m_view.get(), &TaskTableView::selectionChangedTo);
    showGroup(u"other"_s);
    QCOMPARE(m_tasks->rowCount(), otherCount);
    QCOMPARE(allSelected().size(), 0);
    QVERIFY(changed.count() > 0);
}

void TestTaskTableView::selectionThatShrinksIsToldOnce_data()
{
    QTest::addColumn<int>("firstCount");
    QTest::addColumn<int>("first");
    QTest::newRow("huge, all") << 11'000 << 0;
    QTest::newRow("huge, all but the first") << 11'000 << 1;
    QTest::newRow("small, all") << 100 << 0;
    QTest::newRow("small, all but the first") << 100 << 1;
}

void TestTaskTableView::selectionThatShrinksIsToldOnce()
{
    QFETCH(int, firstCount);
    QFETCH(int, first);
    fillGroups(firstCount, 5);
    selectFrom(first);
    QSignalSpy changed(m_view.get(), &TaskTableView::selectionChangedTo);
    showGroup(u"other"_s);
    QCOMPARE(allSelected().size(), 5 - first);
    QCOMPARE(changed.count(), 1);
    showGroup({});
    QCOMPARE(allSelected().size(), 5 - first);
    QCOMPARE(changed.count(), 1);
}

void TestTaskTableView::hugeSelectionThatIsScatteredIsLetGoOf()
{
    constexpr int count = 12'600;
    QList<Task> tasks; // of which the names put every fifth one last
    for (int i = 0; i < count; ++i)
        tasks += sampleTask(u"%1"_s.arg(i + (i % 5 == 0 ? count : 0), 6, 10, QChar(u'0')),
                            TaskStatus::Completed, m_clock.now().addSecs(-i));
    put(tasks);
    QTRY_COMPARE(m_tasks->rowCount(), count);
    m_tasks->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    m_view->selectionModel()->select({m_tasks->index(0, 0), m_tasks->index(count / 5 * 4 - 1, 0)},
                                     QItemSelectionModel::ClearAndSelect
                                         | QItemSelectionModel::Rows);
    QSignalSpy changed(m_view.get(), &TaskTableView::selectionChangedTo);
    QSignalSpy givenUp(m_view.get(), &TaskTableView::selectionGivenUp);
    m_tasks->sort(-1, Qt::AscendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    QVERIFY(!m_view->selectionModel()->hasSelection());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(givenUp.count(), 1);
}

void TestTaskTableView::liveOnesAreKnownAmongAllThatAreSelected()
{
    fill(1500);
    const Task live = make(20'000, TaskStatus::Processing);
    const Task other = make(20'001, TaskStatus::Paused);
    put({live, other});
    m_view->selectAll();
    QVERIFY(!m_view->selectedRows(1000));
    QCOMPARE(m_view->selectedLive(), QList<TaskId>({other.id, live.id}));
    m_view->select(1);
    QCOMPARE(m_view->selectedLive(), QList<TaskId>({live.id}));
    m_view->select(2);
    QCOMPARE(m_view->selectedLive(), QList<TaskId>());
}

void TestTaskTableView::scrolledListStaysPut()
{
    fill(200);
    m_view->verticalScrollBar()->setValue(90);
    const quint32 top = numberAtTop();
    put({make(1000), make(1001), make(1002, TaskStatus::Processing)});
    QCOMPARE(numberAtTop(), top);
    drop({0, 1, 95});
    QCOMPARE(numberAtTop(), top);
}

void TestTaskTableView::listAtItsTopStaysAtItsTop()
{
    fill(200);
    const Task newest = make(1000);
    put({newest});
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QCOMPARE(numberAtTop(), m_session->stored(newest.id).row);
}

void TestTaskTableView::clockRunsOnlyWhileSomethingInSightIsUnderWay()
{
    QVERIFY(!isTicking());
    Task running = make(-10, TaskStatus::Processing);
    put({running});
    QVERIFY(isTicking());
    fill(200);
    m_view->scrollToBottom();
    QVERIFY(!isTicking());
    m_view->scrollToTop();
    QVERIFY(isTicking());
    m_view->hide();
    QVERIFY(!isTicking());
    m_view->show();
    QVERIFY(isTicking());
    running.status = TaskStatus::Completed;
    put({running});
    QTRY_VERIFY(!isTicking());
}

void TestTaskTableView::columnsFillTheWidthAndNoMore()
{
    for (const int width : {1100, 1600, 1150, 1300}) {
        m_view->resize(width, 400);
        QTRY_COMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
    }
    m_view->resize(750, 400); // beside groups and details, in a window of the usual width
    QTRY_COMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
    QVERIFY(m_view->columnWidth(TaskTableModel::MessageColumn) > 150);
    m_view->resize(500, 400);
    QTRY_VERIFY(m_view->horizontalHeader()->length() > m_view->viewport()->width());
    QVERIFY(m_view->columnWidth(TaskTableModel::NameColumn) >= 140);
}

void TestTaskTableView::messageEndsAtTheEdgeOfANarrowList()
{
    m_view->resize(500, 400);
    const int usual = m_view->columnWidth(TaskTableModel::MessageColumn);
    const int others = m_view->columnViewportPosition(TaskTableModel::MessageColumn);
    for (const int left : {usual - 1, 80, usual - 20}) {
        m_view->resize(others + left, 400);
        QCOMPARE(m_view->columnWidth(TaskTableModel::MessageColumn), left);
    }
    m_view->resize(others + 20, 400); // too narrow for any of it
    QCOMPARE(m_view->columnWidth(TaskTableModel::MessageColumn), usual);
    m_view->resize(others + 80, 400);
    m_view->setColumnWidth(TaskTableModel::MessageColumn, 70); // by hand
    m_view->resize(others + 90, 400);
    QCOMPARE(m_view->columnWidth(TaskTableModel::MessageColumn), 70);
    m_view->resize(1100, 400);
    QCOMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
}

void TestTaskTableView::widthsChosenByHandAreKept()
{
    m_view->setColumnWidth(TaskTableModel::NameColumn, 900);
    m_view->resize(1000, 400);
    QCOMPARE(m_view->columnWidth(TaskTableModel::NameColumn), 900);
}

void TestTaskTableView::defaultWidthsHoldTheirTexts()
{
    QList<Task> tasks;
    int i = 0;
    for (const TaskStatus status : allTaskStatuses)
        tasks += make(++i, status);
    tasks += sampleTask(u"long ago"_s, TaskStatus::Completed, m_clock.now().addDays(-40));
    put(tasks);
    for (int column = 0; column < TaskTableModel::KindColumn; ++column) {
        m_view->setColumnHidden(column, false);
        QStyleOptionViewItem option;
        option.initFrom(m_view.get());
        option.font = m_view->font();
        option.fontMetrics = m_view->fontMetrics();
        QVERIFY2(m_view->horizontalHeader()->sectionSizeHint(column) <= m_view->columnWidth(column),
                 qPrintable(m_tasks->headerData(column, Qt::Horizontal).toString()));
        for (int row = 0; row < m_tasks->rowCount(); ++row) {
            const QModelIndex index = m_tasks->index(row, column);
            const QSize hint = m_view->itemDelegateForIndex(index)->sizeHint(option, index);
            QVERIFY2(hint.width() <= m_view->columnWidth(column),
                     qPrintable(index.data().toString()));
            QVERIFY(hint.height() <= m_view->oneRowHeight());
        }
    }
}

void TestTaskTableView::columnsAreRestored()
{
    m_view->horizontalHeader()->moveSection(0, 3);
    m_view->setColumnWidth(TaskTableModel::ElapsedColumn, 123);
    m_view->sortByColumn(TaskTableModel::StartedColumn, Qt::DescendingOrder);
    const QByteArray state = m_view->saveColumns();
    TaskTableView other(*m_tasks);
    other.restoreColumns(state);
    QCOMPARE(other.columnWidth(TaskTableModel::ElapsedColumn), 123);
    QCOMPARE(other.horizontalHeader()->visualIndex(0), 3);
    QCOMPARE(other.horizontalHeader()->sortIndicatorSection(), int(TaskTableModel::StartedColumn));
    other.restoreColumns("nonsense");
    QVERIFY(other.columnWidth(TaskTableModel::NameColumn) >= 140);
}

void TestTaskTableView::columnsAreChosen()
{
    QVERIFY(m_view->isColumnHidden(TaskTableModel::KindColumn));
    QVERIFY(!m_view->isColumnHidden(TaskTableModel::ElapsedColumn));
    Q_EMIT m_view->horizontalHeader()->customContextMenuRequested({});
    QMenu *menu = m_view->columnMenu();
    QVERIFY(menu->isVisible());
    for (QAction *action : menu->actions()) {
        if (action->text() == u"Kind"_s || action->text() == u"Message"_s)
            action->trigger();
    }
    QVERIFY(!m_view->isColumnHidden(TaskTableModel::KindColumn));
    QVERIFY(m_view->isColumnHidden(TaskTableModel::MessageColumn));
    QVERIFY(m_view->columnWidth(TaskTableModel::KindColumn) > 40);
    const QByteArray state = m_view->saveColumns();
    TaskTableView other(*m_tasks);
    other.restoreColumns(state);
    QVERIFY(!other.isColumnHidden(TaskTableModel::KindColumn));
    QVERIFY(other.isColumnHidden(TaskTableModel::MessageColumn));
    menu->close();
}

void TestTaskTableView::menuSortsWithoutAMouse()
{
    fill(3);
    const auto choose = [this](const QString &text) {
        Q_EMIT m_view->sortMenu()->aboutToShow();
        for (QAction *action : m_view->sortMenu()->actions()) {
            if (action->text().remove(u'&') == text)
                return action->trigger();
        }
        QFAIL("no such action");
    };
    const auto namesAre = [this](const QString &wanted) {
        return !m_tasks->isLoading() && names().join(u',') == wanted;
    };
    QTRY_VERIFY(namesAre(u"task 2,task 1,task 0"_s));
    choose(u"Name"_s);
    QTRY_VERIFY(namesAre(u"task 0,task 1,task 2"_s));
    choose(u"Descending"_s);
    QTRY_VERIFY(namesAre(u"task 2,task 1,task 0"_s));
    choose(u"Status"_s);
    QCOMPARE(m_view->horizontalHeader()->sortIndicatorSection(), int(TaskTableModel::StatusColumn));
    QCOMPARE(m_view->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    choose(u"Newest First"_s);
    QCOMPARE(m_view->horizontalHeader()->sortIndicatorSection(), -1);
}

void TestTaskTableView::thirdClickReturnsToNewestFirst()
{
    fill(3);
    QHeaderView *header = m_view->horizontalHeader();
    const QPoint head(header->sectionViewportPosition(TaskTableModel::NameColumn) + 20,
                      header->height() / 2);
    const auto namesAre = [this](const QString &wanted) {
        return !m_tasks->isLoading() && names().join(u',') == wanted;
    };
    QTRY_VERIFY(namesAre(u"task 2,task 1,task 0"_s));
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QTRY_VERIFY(namesAre(u"task 0,task 1,task 2"_s));
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QTRY_VERIFY(namesAre(u"task 2,task 1,task 0"_s));
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(header->sortIndicatorSection(), -1);
    QTRY_VERIFY(namesAre(u"task 2,task 1,task 0"_s));
}

void TestTaskTableView::keyboardChoosesRows()
{
    fill(5);
    QSignalSpy chosen(m_view.get(), &TaskTableView::selectionChangedTo);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected().size(), 2);
    QVERIFY(chosen.count() > 0);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected().size(), 5);
}

void TestTaskTableView::keyboardGoesToBothEndsAndByPages()
{
    fill(200);
    m_view->setFocus();
    const auto rowAfter = [this](Qt::Key key) {
        QTest::keyClick(m_view.get(), key);
        return m_view->currentIndex().row();
    };
    QCOMPARE(rowAfter(Qt::Key_Down), 0);
    QCOMPARE(rowAfter(Qt::Key_Up), 0);
    QCOMPARE(rowAfter(Qt::Key_End), 199);
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    QVERIFY(
        m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex()).center()));
    QCOMPARE(rowAfter(Qt::Key_Down), 199);
    const int page = m_view->verticalScrollBar()->pageStep();
    QVERIFY(page > 5);
    QCOMPARE(rowAfter(Qt::Key_PageUp), 199 - page);
    QCOMPARE(rowAfter(Qt::Key_PageDown), 199);
    QCOMPARE(rowAfter(Qt::Key_Home), 0);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
}

void TestTaskTableView::keyboardGoesFromColumnToColumn()
{
    fill(3);
    m_view->horizontalHeader()->moveSection(0, 2);
    m_view->setColumnHidden(TaskTableModel::ProgressColumn, true);
    m_view->setFocus();
    QList<int> columns;
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left}) {
        QTest::keyClick(m_view.get(), key);
        columns += m_view->currentIndex().column();
    }
    QCOMPARE(columns,
             QList<int>({TaskTableModel::NameColumn, TaskTableModel::StatusColumn,
                         TaskTableModel::MessageColumn, TaskTableModel::StatusColumn}));
}

void TestTaskTableView::keyboardMovesTheColumn()
{
    fill(3);
    QHeaderView *header = m_view->horizontalHeader();
    header->hideSection(TaskTableModel::ProgressColumn); // between name and message
    m_view->setFocus();
    goToName();
    const auto placesAfter = [&](Qt::Key key) {
        QTest::keyClick(m_view.get(), key, Qt::AltModifier | Qt::ShiftModifier);
        return QPoint(header->visualIndex(TaskTableModel::NameColumn),
                      header->visualIndex(TaskTableModel::MessageColumn));
    };
    const QPoint before = placesAfter(Qt::Key_Shift);
    QCOMPARE(placesAfter(Qt::Key_Right), QPoint(before.y(), before.y() - 1)); // past what is hidden
    QCOMPARE(m_view->currentIndex().column(), int(TaskTableModel::NameColumn));
    QCOMPARE(placesAfter(Qt::Key_Left).x(), before.y() - 1);
    for (int i = 0; i < TaskTableModel::ColumnCount; ++i)
        placesAfter(Qt::Key_Left);
    QCOMPARE(header->visualIndex(TaskTableModel::NameColumn), 0); // and no further
    QCOMPARE(selected().size(), 1);
}

void TestTaskTableView::keyboardSizesTheColumn()
{
    fill(3);
    m_view->setFocus();
    goToName();
    const auto widthAfter = [this](Qt::Key key, int times = 1) {
        for (int i = 0; i < times; ++i)
            QTest::keyClick(m_view.get(), key, Qt::AltModifier);
        return m_view->columnWidth(TaskTableModel::NameColumn);
    };
    const int before = m_view->columnWidth(TaskTableModel::NameColumn);
    const int wider = widthAfter(Qt::Key_Right);
    QVERIFY(wider > before);
    QCOMPARE(widthAfter(Qt::Key_Right), 2 * wider - before);
    QCOMPARE(widthAfter(Qt::Key_Left, 2), before);
    QCOMPARE(widthAfter(Qt::Key_Left, 200), m_view->horizontalHeader()->minimumSectionSize());
    QCOMPARE(m_view->currentIndex().column(), int(TaskTableModel::NameColumn));
}

void TestTaskTableView::headOfTheColumnIsMarkedForTheKeys()
{
    fill(3);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    const auto picture = [this] { return m_view->horizontalHeader()->grab().toImage(); };
    const QImage plain = picture();
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    const QImage marked = picture();
    QVERIFY(marked != plain);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(picture() != marked);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {5, 5});
    QCOMPARE(picture(), plain);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(picture(), marked);
    m_view->clearFocus();
    QCOMPARE(picture(), plain);
}

void TestTaskTableView::menuChangesTheColumnOfTheKeys()
{
    fill(3);
    QHeaderView *header = m_view->horizontalHeader();
    const auto find = [this](const QString &text) -> QAction * {
        Q_EMIT m_view->columnMenu()->aboutToShow();
        for (QAction *action : m_view->columnMenu()->actions()) {
            if (action->text().remove(u'&').section(u'\t', 0, 0) == text)
                return action;
        }
        return nullptr;
    };
    QVERIFY(find(u"Move “Status” Left"_s)); // the first one, before any key
    QVERIFY(!find(u"Move “Status” Left"_s)->isEnabled());
    m_view->setFocus();
    goToName();
    find(u"Move “Name” Left"_s)->trigger();
    QCOMPARE(header->visualIndex(TaskTableModel::NameColumn), 0);
    const int before = m_view->columnWidth(TaskTableModel::NameColumn);
    find(u"Make “Name” Narrower"_s)->trigger();
    QVERIFY(m_view->columnWidth(TaskTableModel::NameColumn) < before);
    find(u"Make “Name” Wider"_s)->trigger();
    QCOMPARE(m_view->columnWidth(TaskTableModel::NameColumn), before);
    find(u"Fit “Name” to Its Contents"_s)->trigger();
    const int fitting = m_view->columnWidth(TaskTableModel::NameColumn);
    QVERIFY(fitting < before); // the tasks have short names
    QVERIFY(fitting > m_view->fontMetrics().horizontalAdvance(u"task 2"_s));

    const int place = header->sectionViewportPosition(TaskTableModel::MessageColumn);
    Q_EMIT header->customContextMenuRequested({place + 5, 5});
    m_view->columnMenu()->close();
    QVERIFY(find(u"Move “Message” Right"_s));
}

void TestTaskTableView::typedNameIsFound()
{
    fill(50);
    put({sampleTask(u"Alpha"_s, TaskStatus::Completed, m_clock.now().addSecs(-5)),
         sampleTask(u"beta"_s, TaskStatus::Completed, m_clock.now().addSecs(-6))});
    QTRY_COMPARE(m_tasks->rowCount(), 52);
    m_view->setFocus();
    QTest::keyClicks(m_view.get(), u"be"_s);
    QCOMPARE(m_tasks->taskAt(m_view->currentIndex().row())->name, u"beta"_s);
}

void TestTaskTableView::draggingSelectsWhatLiesBetween()
{
    fill(40);
    const auto centre = [this](int row) {
        return m_view->visualRect(m_tasks->index(row, TaskTableModel::NameColumn)).center();
    };
    QWidget *viewport = m_view->viewport();
    QTest::mouseClick(viewport, Qt::LeftButton, {}, centre(2));
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, centre(5));
    QCOMPARE(m_view->selectedRows(10), QList<int>({2, 3, 4, 5}));
    m_view->verticalScrollBar()->setValue(20); // where it began is out of sight
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, centre(22));
    QCOMPARE(m_view->selectedRows(100)->size(), 21);
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ControlModifier, centre(21));
    QCOMPARE(m_view->selectedRows(100)->size(), 20);
}

void TestTaskTableView::rowsStandWhereTheyArePainted()
{
    fill(200);
    m_view->verticalScrollBar()->setValue(77);
    QCOMPARE(m_view->firstInSight(), 77);
    for (int row = m_view->firstInSight(); row <= m_view->lastInSight(); ++row) {
        const QModelIndex index = m_tasks->index(row, TaskTableModel::MessageColumn);
        const QRect place = m_view->visualRect(index);
        QCOMPARE(place.height(), m_view->oneRowHeight());
        QCOMPARE(m_view->indexAt(place.topLeft()), index);
        QCOMPARE(m_view->indexAt(place.bottomRight()), index);
    }
    QVERIFY(m_view->visualRect(m_tasks->index(80, TaskTableModel::KindColumn)).isNull()); // hidden
    m_view->scrollTo(m_tasks->index(150, 0), QAbstractItemView::PositionAtTop);
    QCOMPARE(m_view->firstInSight(), 150);
    m_view->scrollTo(m_tasks->index(20, 0));
    QCOMPARE(m_view->firstInSight(), 20);
}

void TestTaskTableView::nothingCoversTheHeads()
{
    QHeaderView *header = m_view->horizontalHeader();
    for (int x = 2; x < m_view->viewport()->width(); x += 10)
        QCOMPARE(m_view->childAt(header->geometry().topLeft() + QPoint(x, 5)), header->viewport());
}

void TestTaskTableView::changedRowIsPainted()
{
    Task task = make(1, TaskStatus::Processing);
    task.progress.text = u"before"_s;
    put({task});
    const auto picture = [this] { return m_view->viewport()->grab().toImage(); };
    const QImage before = picture();
    PaintCounter painted;
    m_view->viewport()->installEventFilter(&painted);
    task.progress.text = u"afterwards"_s;
    m_session->put(task);
    QTRY_VERIFY(painted.count > 0);
    QVERIFY(picture() != before);
}

void TestTaskTableView::widthFollowsWhatIsInSight()
{
    put({sampleTask(QString(120, u'm'), TaskStatus::Completed, m_clock.now().addSecs(-5))});
    fill(130);
    m_view->resizeColumnToContents(TaskTableModel::NameColumn);
    const int narrow = m_view->columnWidth(TaskTableModel::NameColumn);
    m_view->scrollToBottom();
    QTRY_VERIFY(m_tasks->taskAt(130));
    m_view->resizeColumnToContents(TaskTableModel::NameColumn);
    QVERIFY(m_view->columnWidth(TaskTableModel::NameColumn) > narrow);
}

void TestTaskTableView::shrunkListShowsItsEnd()
{
    fill(200);
    m_view->scrollToBottom();
    QVERIFY(m_view->firstInSight() > 100);
    TaskFilter filter;
    filter.search = u"task 19"_s;
    m_tasks->setFilter(filter);
    QTRY_COMPARE(m_tasks->rowCount(), 11);
    QTRY_COMPARE(m_view->verticalScrollBar()->maximum(), 0);
    QCOMPARE(m_view->firstInSight(), 0);
    QCOMPARE(m_view->lastInSight(), 10);
}

void TestTaskTableView::scrollBarLooksLikeAnyOther_data()
{
    QTest::addColumn<Qt::Orientation>("orientation");
    QTest::newRow("high") << Qt::Vertical;
    QTest::newRow("wide") << Qt::Horizontal;
}

void TestTaskTableView::scrollBarLooksLikeAnyOther()
{
    constexpr int invisible = 8; // pixels, where lines meet
    QFETCH(const Qt::Orientation, orientation);
    KeptBarStyle kept;
    QScrollBar usual(orientation);
    QScrollBar ours(orientation);
    ours.setStyle(&kept);
    for (QScrollBar *bar : {&usual, &ours}) {
        bar->resize(bar->sizeHint().expandedTo(orientation == Qt::Vertical ? QSize(0, 1000)
                                                                           : QSize(1000, 0)));
        bar->setRange(0, 1000);
        bar->setPageStep(300);
        bar->setValue(200);
    }
    QVERIFY(pixelsThatDiffer(ours.grab().toImage(), usual.grab().toImage()) <= invisible);
    usual.setValue(700);
    ours.setValue(700);
    QVERIFY(pixelsThatDiffer(ours.grab().toImage(), usual.grab().toImage()) <= invisible);
}

void TestTaskTableView::rowsAndBarsArePaintedByNoOtherThread()
{
    m_view->resize(600, 1000); // narrower than its columns
    fill(200);
    QPixmapCache::clear();
    TakenPool pool;
    m_view->viewport()->grab();
    m_view->verticalScrollBar()->grab();
    m_view->horizontalScrollBar()->grab();
    QVERIFY(pool.wasLeftAlone());
}

QTEST_MAIN(TestTaskTableView)
#include "tst_tasktableview.moc"
