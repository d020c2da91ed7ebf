#include "tests/support/fakeclock.h"
#include "tests/support/faketasksession.h"
#include "tests/support/sampletasks.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/tasktableview.h"

#include <QHeaderView>
#include <QMenu>
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
    void selectionStaysWithATaskThatEnds();
    void hugeSelectionIsLetGoOf();
    void scrolledListStaysPut();
    void listAtItsTopStaysAtItsTop();
    void clockRunsOnlyWhileSomethingInSightIsUnderWay();
    void columnsFillTheWidthAndNoMore();
    void widthsChosenByHandAreKept();
    void defaultWidthsHoldTheirTexts();
    void columnsAreRestored();
    void columnsAreChosen();
    void thirdClickReturnsToNewestFirst();
    void keyboardChoosesRows();

private:
    Task make(int number, TaskStatus status = TaskStatus::Completed) const;
    void fill(int count);
    quint32 numberAtTop() const { return m_tasks->numberAt(m_view->rowAt(0)); }
    QList<quint32> selected() const;
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

QList<quint32> TestTaskTableView::selected() const
{
    QList<quint32> numbers;
    for (const int row : m_view->selectedRows(1000).value_or(QList<int>()))
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

void TestTaskTableView::hugeSelectionIsLetGoOf()
{
    fill(11'000);
    m_view->selectAll();
    QVERIFY(!m_view->selectedRows(1000));
    m_tasks->sort(TaskTableModel::NameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(!m_tasks->isLoading());
    QVERIFY(!m_view->selectionModel()->hasSelection());
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
    auto *menu = m_view->findChild<QMenu *>();
    QVERIFY(menu);
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

QTEST_MAIN(TestTaskTableView)
#include "tst_tasktableview.moc"
