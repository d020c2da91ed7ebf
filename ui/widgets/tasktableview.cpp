#include "ui/widgets/tasktableview.h"

#include "ui/delegates/celldelegate.h"
#include "ui/delegates/namedelegate.h"
#include "ui/delegates/progressdelegate.h"
#include "ui/delegates/sparklinedelegate.h"
#include "ui/delegates/statusdelegate.h"
#include "ui/models/tasktablemodel.h"
#include "ui/widgets/columnmenu.h"
#include "ui/widgets/currentcolumn.h"
#include "ui/widgets/selectionkeeper.h"
#include "ui/widgets/sortmenu.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowMargin = 10;

/// Whether a column is shown unless the user has chosen otherwise: those that leave the message
/// room on a small screen, beside the groups and the details.
bool isUsual(int column)
{
    return column <= TaskTableModel::ElapsedColumn;
}

} // namespace

TaskTableView::TaskTableView(TaskTableModel &tasks, QWidget *parent)
    : RowsView(tasks, parent)
    , m_tasks(tasks)
    , m_widths(*this)
    , m_column(new CurrentColumn(*this))
    , m_columnMenu(new ColumnMenu(*this, *m_column))
    , m_sortMenu(new SortMenu(*this))
    , m_second(this)
{
    setOneRowHeight(fontMetrics().height() + rowMargin);
    setUpColumns();
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Tasks"));

    connect(&m_second, &QTimer::timeout, this, &TaskTableView::tick);
    connect(&tasks, &QAbstractItemModel::rowsAboutToBeInserted, this, &TaskTableView::rememberTop);
    connect(&tasks, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TaskTableView::rememberTop);
    connect(&tasks, &QAbstractItemModel::rowsAboutToBeMoved, this, &TaskTableView::rememberTop);
    keepSelection();
    connect(&tasks, &TaskTableModel::aboutToReorder, this, &TaskTableView::rememberTopOfHistory);
    connect(&tasks, &QAbstractItemModel::rowsMoved, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::rowsInserted, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::rowsRemoved, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::layoutChanged, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::dataChanged, this, &TaskTableView::watchClock);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TaskTableView::watchClock);
}

void TaskTableView::keepSelection()
{
    const auto *keeper = new SelectionKeeper(m_tasks, *selectionModel());
    connect(keeper, &SelectionKeeper::shrunk, this,
            [this] { Q_EMIT selectionChangedTo(currentNumber()); });
    connect(keeper, &SelectionKeeper::gaveUp, this, &TaskTableView::selectionGivenUp);
}

void TaskTableView::setUpColumns()
{
    setItemDelegate(new CellDelegate(this));
    setItemDelegateForColumn(
        TaskTableModel::StatusColumn,
        new StatusDelegate(TaskTableModel::StatusRole, TaskTableModel::StalledRole, this));
    setItemDelegateForColumn(TaskTableModel::NameColumn,
                             new NameDelegate(TaskTableModel::PinnedRole, this));
    setItemDelegateForColumn(
        TaskTableModel::ProgressColumn,
        new ProgressDelegate(TaskTableModel::FractionRole, TaskTableModel::StatusRole, this));
    constexpr float oneCore = 100;
    setItemDelegateForColumn(TaskTableModel::CpuColumn,
                             new SparklineDelegate(TaskTableModel::TrailRole, oneCore, this));
    setItemDelegateForColumn(TaskTableModel::MemoryColumn,
                             new SparklineDelegate(TaskTableModel::TrailRole, 1, this));
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setMinimumSectionSize(40);
    header->setToolTip(tr("Click to sort; a third click returns to newest first"));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, m_columnMenu, [this](QPoint place) {
        m_column->setColumn(horizontalHeader()->logicalIndexAt(place));
        m_columnMenu->popup(horizontalHeader()->viewport()->mapToGlobal(place));
    });
    setSortingEnabled(true);
}

std::optional<QList<int>> TaskTableView::selectedRows(int atMost) const
{
    QList<int> rows;
    const QItemSelection ranges = selectionModel()->selection();
    for (const QItemSelectionRange &range : ranges) {
        if (rows.size() + range.height() > atMost)
            return std::nullopt;
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.resize(std::unique(rows.begin(), rows.end()) - rows.begin());
    return rows;
}

/// They stand on top, so that no range is looked through beyond the first that has ended.
QList<int> TaskTableView::selectedLiveRows() const
{
    QList<int> rows;
    const QItemSelection ranges = selectionModel()->selection();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const Task *task = m_tasks.taskAt(row);
            if (!task || isEnded(task->status))
                break;
            rows += row;
        }
    }
    return rows;
}

QList<TaskId> TaskTableView::selectedLive() const
{
    QList<TaskId> ids;
    for (const int row : selectedLiveRows())
        ids += m_tasks.taskAt(row)->id;
    return ids;
}

quint32 TaskTableView::currentNumber() const
{
    const QModelIndex current = selectionModel()->currentIndex();
    if (current.isValid() && selectionModel()->isRowSelected(current.row()))
        return m_tasks.numberAt(current.row());
    const QItemSelection ranges = selectionModel()->selection();
    return ranges.isEmpty() ? 0 : m_tasks.numberAt(ranges.first().top());
}

void TaskTableView::select(int row)
{
    selectionModel()->setCurrentIndex(
        m_tasks.index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QByteArray TaskTableView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void TaskTableView::restoreColumns(const QByteArray &state)
{
    if (state.isEmpty() || !horizontalHeader()->restoreState(state))
        setDefaultColumns();
    // Kept states could bring back what the list is not made for.
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSortIndicatorClearable(true);
}

void TaskTableView::setDefaultColumns()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        header->moveSection(header->visualIndex(column), column);
        setColumnHidden(column, !isUsual(column));
    }
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_widths.setDefaults();
}

QString TaskTableView::columnTitle(int column) const
{
    return m_tasks.headerData(column, Qt::Horizontal).toString();
}

void TaskTableView::setColumnShown(int column, bool isShown)
{
    setColumnHidden(column, !isShown);
    m_widths.fill(viewport()->width());
}

void TaskTableView::resizeEvent(QResizeEvent *event)
{
    RowsView::resizeEvent(event);
    m_widths.fill(event->oldSize().width());
    watchClock();
}

void TaskTableView::showEvent(QShowEvent *event)
{
    RowsView::showEvent(event);
    watchClock();
}

void TaskTableView::hideEvent(QHideEvent *event)
{
    RowsView::hideEvent(event);
    m_second.setRunning(false);
}

void TaskTableView::selectionChanged(const QItemSelection &selected,
                                     const QItemSelection &deselected)
{
    RowsView::selectionChanged(selected, deselected);
    watchClock();
    Q_EMIT selectionChangedTo(currentNumber());
}

void TaskTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RowsView::currentChanged(current, previous);
    Q_EMIT selectionChangedTo(currentNumber());
}

void TaskTableView::rememberTop()
{
    m_topRow = verticalScrollBar()->value() == 0 ? -1 : rowAt(0);
    m_top = m_topRow < 0 ? 0 : m_tasks.numberAt(m_topRow);
}

/// Rows of live tasks that are sorted anew: to follow one of them would tear the list about.
void TaskTableView::rememberTopOfHistory()
{
    rememberTop();
    const Task *top = m_top == 0 ? nullptr : m_tasks.taskAt(m_topRow);
    if (top && !isEnded(top->status))
        m_top = 0;
}

void TaskTableView::returnToTop()
{
    watchClock();
    const int row = m_top == 0 ? -1 : m_tasks.rowOf(m_top, m_topRow);
    if (row < 0)
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(row);
}

void TaskTableView::paintEvent(QPaintEvent *event)
{
    m_tasks.setRowsInSight(firstInSight(), lastInSight());
    RowsView::paintEvent(event);
}

bool TaskTableView::showsLiveTask() const
{
    const auto isLive = [this](int row) {
        const Task *task = m_tasks.taskAt(row);
        return task && isProcessing(task->status);
    };
    if (!isVisible() || m_tasks.rowCount() == 0)
        return false;
    for (int row = firstInSight(); row <= lastInSight(); ++row) {
        if (isLive(row))
            return true;
    }
    return false;
}

void TaskTableView::watchClock()
{
    m_second.setRunning(showsLiveTask());
}

void TaskTableView::tick()
{
    for (const int column : {TaskTableModel::ElapsedColumn, TaskTableModel::RemainingColumn,
                             TaskTableModel::QuietColumn})
        viewport()->update(columnViewportPosition(column), 0, columnWidth(column),
                           viewport()->height());
}

} // namespace headway
