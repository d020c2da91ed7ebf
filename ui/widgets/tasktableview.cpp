#include "ui/widgets/tasktableview.h"

#include "ui/delegates/celldelegate.h"
#include "ui/delegates/progressdelegate.h"
#include "ui/delegates/statusdelegate.h"
#include "ui/models/tasksortfiltermodel.h"
#include "ui/widgets/headstyle.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowMargin = 10;
constexpr int smallestName = 140;
constexpr int smallestMessage = 84;

/// The widest text that a column is made for.
QString sampleOf(int column)
{
    switch (column) {
    case TaskTableModel::StatusColumn:
        return u"Cancellingi"_s;
    case TaskTableModel::ProgressColumn:
        return u"MMMMMMM 100 %"_s;
    case TaskTableModel::ElapsedColumn:
        return u"0:00:00"_s;
    case TaskTableModel::RemainingColumn:
        return u"Remaining"_s;
    default:
        return u"28 Sep 20:00"_s;
    }
}

} // namespace

TaskTableView::TaskTableView(TaskSortFilterModel &tasks, QWidget *parent)
    : QTableView(parent)
    , m_tasks(tasks)
    , m_second(this)
{
    setModel(&tasks);
    setUpColumns();
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Tasks"));

    m_second.setObjectName(u"clock"_s);
    m_second.setInterval(std::chrono::seconds(1));
    m_second.setTimerType(Qt::CoarseTimer);
    connect(&m_second, &QTimer::timeout, this, &TaskTableView::tick);
    connect(&tasks, &QAbstractItemModel::rowsAboutToBeInserted, this, &TaskTableView::rememberTop);
    connect(&tasks, &QAbstractItemModel::rowsAboutToBeRemoved, this, &TaskTableView::rememberTop);
    connect(&tasks, &QAbstractItemModel::layoutAboutToBeChanged, this, &TaskTableView::rememberTop);
    connect(&tasks, &QAbstractItemModel::rowsInserted, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::rowsRemoved, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::layoutChanged, this, &TaskTableView::returnToTop);
    connect(&tasks, &QAbstractItemModel::dataChanged, this, &TaskTableView::watchClock);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TaskTableView::noteScroll);
}

void TaskTableView::setUpColumns()
{
    setItemDelegate(new CellDelegate(this));
    setItemDelegateForColumn(
        TaskTableModel::StatusColumn,
        new StatusDelegate(TaskTableModel::StatusRole, TaskTableModel::StalledRole, this));
    setItemDelegateForColumn(
        TaskTableModel::ProgressColumn,
        new ProgressDelegate(TaskTableModel::FractionRole, TaskTableModel::StatusRole, this));
    // Rows and columns of fixed sizes: anything measured from contents stalls on a long list.
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowMargin);
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setMinimumSectionSize(40);
    auto *headStyle = new HeadStyle;
    headStyle->setParent(header);
    header->setStyle(headStyle);
    header->setToolTip(tr("Click to sort; a third click returns to newest first"));
    setSortingEnabled(true);
}

QList<TaskId> TaskTableView::selectedTasks() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<TaskId> ids;
    for (const QModelIndex &row : std::as_const(rows))
        ids += m_tasks.taskAt(row.row()).id;
    return ids;
}

TaskId TaskTableView::currentTask() const
{
    const QModelIndex current = selectionModel()->currentIndex();
    if (current.isValid() && selectionModel()->isRowSelected(current.row()))
        return m_tasks.taskAt(current.row()).id;
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? TaskId() : m_tasks.taskAt(rows.first().row()).id;
}

QByteArray TaskTableView::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void TaskTableView::restoreColumns(const QByteArray &state)
{
    m_hasWidths = !state.isEmpty() && horizontalHeader()->restoreState(state);
    if (!m_hasWidths)
        setDefaultWidths();
    // Kept states could bring back what the list is not made for.
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setSortIndicatorClearable(true);
}

void TaskTableView::setDefaultWidths()
{
    constexpr int sideMargins = 2 * CellDelegate::sideMargin + 2;
    const int iconWidth = fontMetrics().height();
    for (int column = 0; column < TaskTableModel::ColumnCount; ++column) {
        const int extra = column == TaskTableModel::StatusColumn ? iconWidth + 6 : 0;
        const int text = fontMetrics().horizontalAdvance(sampleOf(column)) + sideMargins + extra;
        setColumnWidth(column, qMax(text, horizontalHeader()->sectionSizeHint(column)));
    }
    setColumnWidth(TaskTableModel::NameColumn, smallestName);
    setColumnWidth(TaskTableModel::MessageColumn, smallestMessage);
    fillWidth(horizontalHeader()->length());
}

void TaskTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fillWidth(event->oldSize().width());
    watchClock();
}

/// Name and message share what is left of the width: always when there is more than the columns
/// need, and when there is less only if they filled it until now, so that widths chosen by hand
/// stay.
void TaskTableView::fillWidth(int before)
{
    QHeaderView *header = horizontalHeader();
    const int spare = viewport()->width() - header->length();
    if (spare == 0 || (spare < 0 && header->length() != before))
        return;
    const int name =
        qMax(smallestName, header->sectionSize(TaskTableModel::NameColumn) + spare / 2);
    header->resizeSection(TaskTableModel::NameColumn, name);
    const int left = viewport()->width() - header->length();
    const int message = header->sectionSize(TaskTableModel::MessageColumn) + left;
    header->resizeSection(TaskTableModel::MessageColumn, qMax(smallestMessage, message));
}

void TaskTableView::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    watchClock();
}

void TaskTableView::hideEvent(QHideEvent *event)
{
    QTableView::hideEvent(event);
    m_second.stop();
}

void TaskTableView::selectionChanged(const QItemSelection &selected,
                                     const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    watchClock();
    Q_EMIT selectionChangedTo(currentTask());
}

void TaskTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT selectionChangedTo(currentTask());
}

void TaskTableView::rememberTop()
{
    const int row = verticalScrollBar()->value() == 0 ? -1 : rowAt(0);
    m_top = row < 0 ? TaskId() : m_tasks.taskAt(row).id;
}

void TaskTableView::returnToTop()
{
    watchClock();
    const QModelIndex top = m_top.isNull() ? QModelIndex() : m_tasks.indexOf(m_top);
    if (!top.isValid())
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(top.row());
}

bool TaskTableView::showsLiveTask() const
{
    if (!isVisible() || m_tasks.rowCount() == 0)
        return false;
    const QModelIndex current = m_tasks.indexOf(currentTask());
    if (current.isValid() && isProcessing(m_tasks.taskAt(current.row()).status))
        return true; // its details count the time, wherever its row is
    const int bottom = rowAt(viewport()->height() - 1);
    const int last = bottom < 0 ? m_tasks.rowCount() - 1 : bottom;
    for (int row = qMax(0, rowAt(0)); row <= last; ++row) {
        if (isProcessing(m_tasks.taskAt(row).status))
            return true;
    }
    return false;
}

void TaskTableView::watchClock()
{
    const bool wanted = showsLiveTask();
    if (wanted == m_second.isActive())
        return;
    if (wanted)
        m_second.start();
    else
        m_second.stop();
}

void TaskTableView::tick()
{
    for (const int column : {TaskTableModel::ElapsedColumn, TaskTableModel::RemainingColumn})
        viewport()->update(columnViewportPosition(column), 0, columnWidth(column),
                           viewport()->height());
    Q_EMIT ticked();
}

void TaskTableView::noteScroll(int value)
{
    watchClock();
    if (value == verticalScrollBar()->maximum())
        Q_EMIT scrolledToEnd();
}

} // namespace headway
