#include "tests/support/fakeclock.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasksortfiltermodel.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace headway;

class TestTaskTableView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void selectionStaysWithItsTasks();
    void scrolledListStaysPut();
    void listAtItsTopStaysAtItsTop();
    void sortedListStaysPutWhileRowsMove();
    void clockRunsOnlyWhileSomethingInSightIsUnderWay();
    void columnsFillTheWidthAndNoMore();
    void widthsChosenByHandAreKept();
    void defaultWidthsHoldTheirTexts();
    void columnsAreRestored();
    void thirdClickReturnsToNewestFirst();
    void keyboardChoosesRows();

private:
    Task make(int number, TaskStatus status = TaskStatus::Completed) const;
    void fill(int count);
    TaskId idAtTop() const { return m_shown->taskAt(m_view->rowAt(0)).id; }
    bool isTicking() const { return m_view->findChild<QTimer *>(u"clock"_s)->isActive(); }

    FakeClock m_clock;
    std::unique_ptr<TaskTableModel> m_tasks;
    std::unique_ptr<TaskSortFilterModel> m_shown;
    std::unique_ptr<TaskTableView> m_view;
};

void TestTaskTableView::init()
{
    m_view.reset();
    m_shown.reset();
    m_tasks = std::make_unique<TaskTableModel>(m_clock);
    m_shown = std::make_unique<TaskSortFilterModel>(*m_tasks);
    m_view = std::make_unique<TaskTableView>(*m_shown);
    m_view->resize(1100, 400);
    m_view->restoreColumns({});
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

Task TestTaskTableView::make(int number, TaskStatus status) const
{
    return sampleTask(u"task %1"_s.arg(number), status, m_clock.now().addSecs(number));
}

void TestTaskTableView::fill(int count)
{
    QList<Task> tasks;
    for (int i = 0; i < count; ++i)
        tasks += make(i);
    m_tasks->merge(tasks);
    QTRY_VERIFY(count < 100 || m_view->verticalScrollBar()->maximum() > 100);
}

void TestTaskTableView::selectionStaysWithItsTasks()
{
    fill(20);
    m_view->selectRow(5);
    const QList<TaskId> selected = m_view->selectedTasks();
    QCOMPARE(selected.size(), 1);
    m_tasks->merge({make(100), make(101), make(-5)});
    QCOMPARE(m_view->selectedTasks(), selected);
    m_tasks->remove({m_tasks->taskAt(0).id, m_tasks->taskAt(3).id});
    QCOMPARE(m_view->selectedTasks(), selected);
    m_shown->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QCOMPARE(m_view->selectedTasks(), selected);
    QCOMPARE(m_view->currentTask(), selected.first());
}

void TestTaskTableView::scrolledListStaysPut()
{
    fill(200);
    m_view->verticalScrollBar()->setValue(90);
    const TaskId top = idAtTop();
    m_tasks->merge({make(1000), make(1001), make(1002)});
    QCOMPARE(idAtTop(), top);
    m_tasks->remove({m_tasks->taskAt(0).id, m_tasks->taskAt(1).id, m_tasks->taskAt(150).id});
    QCOMPARE(idAtTop(), top);
}

void TestTaskTableView::listAtItsTopStaysAtItsTop()
{
    fill(200);
    const Task newest = make(1000);
    m_tasks->merge({newest});
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QCOMPARE(idAtTop(), newest.id);
}

void TestTaskTableView::sortedListStaysPutWhileRowsMove()
{
    fill(200);
    m_shown->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    m_view->verticalScrollBar()->setValue(90);
    const TaskId top = idAtTop();
    Task moved = m_tasks->taskAt(m_tasks->rowOf(m_shown->taskAt(150).id));
    moved.name = u"a comes first now"_s;
    m_tasks->merge({moved});
    QTRY_COMPARE(m_shown->taskAt(0).id, moved.id);
    QCOMPARE(idAtTop(), top);
}

void TestTaskTableView::clockRunsOnlyWhileSomethingInSightIsUnderWay()
{
    QVERIFY(!isTicking());
    Task running = make(-10, TaskStatus::Processing);
    m_tasks->merge({running});
    QVERIFY(isTicking());
    fill(200); // pushes it out of sight
    QVERIFY(!isTicking());
    m_view->scrollToBottom();
    QVERIFY(isTicking());
    m_view->hide();
    QVERIFY(!isTicking());
    m_view->show();
    QVERIFY(isTicking());
    running.status = TaskStatus::Completed;
    m_tasks->merge({running});
    QTRY_VERIFY(!isTicking());
}

void TestTaskTableView::columnsFillTheWidthAndNoMore()
{
    for (const int width : {1100, 1600, 1150, 1300}) {
        m_view->resize(width, 400);
        QTRY_COMPARE(m_view->horizontalHeader()->length(), m_view->viewport()->width());
    }
    m_view->resize(500, 400);
    QTRY_VERIFY(m_view->horizontalHeader()->length() > m_view->viewport()->width());
    QVERIFY(m_view->columnWidth(TaskTableModel::NameColumn) >= 140);
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
    m_tasks->merge(tasks);
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        QStyleOptionViewItem option;
        option.initFrom(m_view.get());
        option.font = m_view->font();
        option.fontMetrics = m_view->fontMetrics();
        QVERIFY2(m_view->horizontalHeader()->sectionSizeHint(column) <= m_view->columnWidth(column),
                 qPrintable(m_shown->headerData(column, Qt::Horizontal).toString()));
        for (int row = 0; row < m_shown->rowCount(); ++row) {
            const QModelIndex index = m_shown->index(row, column);
            const QSize hint = m_view->itemDelegateForIndex(index)->sizeHint(option, index);
            QVERIFY2(hint.width() <= m_view->columnWidth(column),
                     qPrintable(index.data().toString()));
            QVERIFY(hint.height() <= m_view->rowHeight(row));
        }
    }
}

void TestTaskTableView::columnsAreRestored()
{
    m_view->horizontalHeader()->moveSection(0, 3);
    m_view->setColumnWidth(TaskTableModel::ElapsedColumn, 123);
    m_view->sortByColumn(TaskTableModel::StartedColumn, Qt::DescendingOrder);
    const QByteArray state = m_view->saveColumns();
    TaskTableView other(*m_shown);
    other.restoreColumns(state);
    QCOMPARE(other.columnWidth(TaskTableModel::ElapsedColumn), 123);
    QCOMPARE(other.horizontalHeader()->visualIndex(0), 3);
    QCOMPARE(other.horizontalHeader()->sortIndicatorSection(), int(TaskTableModel::StartedColumn));
    other.restoreColumns("nonsense");
    QVERIFY(other.columnWidth(TaskTableModel::NameColumn) >= 140);
}

void TestTaskTableView::thirdClickReturnsToNewestFirst()
{
    fill(3);
    QHeaderView *header = m_view->horizontalHeader();
    const QPoint head(header->sectionViewportPosition(TaskTableModel::NameColumn) + 20,
                      header->height() / 2);
    const auto names = [this] {
        QStringList all;
        for (int row = 0; row < m_shown->rowCount(); ++row)
            all += m_shown->taskAt(row).name;
        return all.join(u',');
    };
    QCOMPARE(names(), u"task 2,task 1,task 0"_s);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(names(), u"task 0,task 1,task 2"_s);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(names(), u"task 2,task 1,task 0"_s);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, head);
    QCOMPARE(header->sortIndicatorSection(), -1);
    QCOMPARE(names(), u"task 2,task 1,task 0"_s);
}

void TestTaskTableView::keyboardChoosesRows()
{
    fill(5);
    QSignalSpy chosen(m_view.get(), &TaskTableView::selectionChangedTo);
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedTasks().size(), 2);
    QVERIFY(chosen.count() > 0);
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedTasks().size(), 5);
}

QTEST_MAIN(TestTaskTableView)
#include "tst_tasktableview.moc"
