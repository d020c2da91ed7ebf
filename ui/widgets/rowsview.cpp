#include "ui/widgets/rowsview.h"

#include "ui/widgets/keptbarstyle.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace headway {

namespace {

/// Is told of no rows: a header goes through all it knows of whenever one of them comes or goes.
class NoHeader : public QHeaderView
{
public:
    explicit NoHeader(QWidget *parent)
        : QHeaderView(Qt::Vertical, parent)
    {
    }
    void setModel(QAbstractItemModel *) override { }
    void setSelectionModel(QItemSelectionModel *) override { }
};

} // namespace

RowsView::RowsView(QAbstractItemModel &rows, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_rowHeight(fontMetrics().height())
{
    auto *barStyle = new KeptBarStyle;
    barStyle->setParent(this);
    verticalScrollBar()->setStyle(barStyle);
    horizontalScrollBar()->setStyle(barStyle);
    setVerticalHeader(new NoHeader(this));
    verticalHeader()->hide();
    for (QWidget *corner : findChildren<QAbstractButton *>(QString(), Qt::FindDirectChildrenOnly))
        corner->hide(); // it belongs between two headers
    setSelectionBehavior(SelectRows);
    setShowGrid(false);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setModel(&rows);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, &RowsView::scheduleDelayedItemsLayout);
    connect(&rows, &QAbstractItemModel::rowsMoved, this, &RowsView::scheduleDelayedItemsLayout);
    connect(&rows, &QAbstractItemModel::modelReset, this, &RowsView::scheduleDelayedItemsLayout);
}

void RowsView::setOneRowHeight(int height)
{
    m_rowHeight = qMax(1, height);
    scheduleDelayedItemsLayout();
}

// Where everything is.

int RowsView::rowCount() const
{
    return m_rows.rowCount();
}

int RowsView::rowsOnAPage() const
{
    return qMax(1, viewport()->height() / m_rowHeight);
}

int RowsView::topOf(int row) const
{
    return row * m_rowHeight - verticalOffset();
}

int RowsView::verticalOffset() const
{
    return verticalScrollBar()->value() * m_rowHeight;
}

int RowsView::rowAt(int y) const
{
    const int place = y + verticalOffset();
    const int row = place / m_rowHeight;
    return place < 0 || row >= rowCount() ? -1 : row;
}

int RowsView::firstInSight() const
{
    return verticalScrollBar()->value();
}

int RowsView::lastInSight() const
{
    const int bottom = rowAt(viewport()->height() - 1);
    return bottom < 0 ? rowCount() - 1 : bottom;
}

QRect RowsView::cellRect(int row, int column) const
{
    return {columnViewportPosition(column), topOf(row), columnWidth(column), m_rowHeight};
}

QRect RowsView::rowRect(int row) const
{
    return {0, topOf(row), viewport()->width(), m_rowHeight};
}

QRect RowsView::visualRect(const QModelIndex &index) const
{
    return !index.isValid() || isIndexHidden(index) ? QRect()
                                                    : cellRect(index.row(), index.column());
}

QModelIndex RowsView::indexAt(const QPoint &place) const
{
    const int row = rowAt(place.y());
    const int column = columnAt(place.x());
    return row < 0 || column < 0 ? QModelIndex() : m_rows.index(row, column);
}

bool RowsView::isIndexHidden(const QModelIndex &index) const
{
    return isColumnHidden(index.column());
}

QList<int> RowsView::shownColumns() const
{
    QList<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

int RowsView::sizeHintForColumn(int column) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int widest = 0;
    for (int row = firstInSight(); row <= lastInSight(); ++row) {
        const QModelIndex index = m_rows.index(row, column);
        widest = qMax(widest, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return widest;
}

// Moving about.

void RowsView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || isIndexHidden(index))
        return;
    executeDelayedItemsLayout();
    scrollToColumn(index.column(), hint);
    scrollToRow(index.row(), hint);
}

void RowsView::scrollToColumn(int column, ScrollHint hint)
{
    const int left = horizontalHeader()->sectionPosition(column);
    const int spare = viewport()->width() - columnWidth(column);
    const int now = horizontalOffset();
    if (hint == PositionAtCenter)
        horizontalScrollBar()->setValue(left - spare / 2);
    else if (left < now || spare < 0)
        horizontalScrollBar()->setValue(left);
    else if (left > now + spare)
        horizontalScrollBar()->setValue(left - spare);
}

void RowsView::scrollToRow(int row, ScrollHint hint)
{
    const int first = firstInSight();
    const int page = rowsOnAPage();
    if (hint == PositionAtTop || (hint == EnsureVisible && row < first))
        verticalScrollBar()->setValue(row);
    else if (hint == PositionAtBottom || (hint == EnsureVisible && row >= first + page))
        verticalScrollBar()->setValue(row - page + 1);
    else if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(row - page / 2);
}

int RowsView::columnBeside(int column, int steps) const
{
    const QList<int> columns = shownColumns();
    const qsizetype place = columns.indexOf(column) + (isRightToLeft() ? -steps : steps);
    return columns.value(qBound<qsizetype>(0, place, columns.size() - 1));
}

QModelIndex RowsView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rowCount() - 1;
    const QModelIndex current = currentIndex();
    if (last < 0)
        return {};
    if (!current.isValid())
        return m_rows.index(0, shownColumns().value(0));
    int row = current.row();
    int column = current.column();
    switch (action) {
    case MoveUp:
        --row;
        break;
    case MoveDown:
        ++row;
        break;
    case MovePageUp:
        row -= rowsOnAPage();
        break;
    case MovePageDown:
        row += rowsOnAPage();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
    case MovePrevious:
        column = columnBeside(column, -1);
        break;
    case MoveRight:
    case MoveNext:
        column = columnBeside(column, 1);
        break;
    }
    return m_rows.index(qBound(0, row, last), column);
}

// Selecting.

void RowsView::setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command)
{
    const QRect ordered = area.normalized();
    const int first = rowAt(ordered.top());
    const int last = rowAt(ordered.bottom());
    if (first < 0 || last < 0)
        return;
    const QItemSelection rows(m_rows.index(first, 0), m_rows.index(last, 0));
    selectionModel()->select(rows, command | QItemSelectionModel::Rows);
}

QRegion RowsView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const QRect rows = rowRect(range.top()) | rowRect(range.bottom());
        region += rows & viewport()->rect();
    }
    return region;
}

// What the model tells.

void RowsView::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    scheduleDelayedItemsLayout();
}

/// The table's own asks its header where the rows are, and finds them nowhere.
void RowsView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                           const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    if (!topLeft.isValid() || !bottomRight.isValid())
        return;
    QRect area;
    for (int column = topLeft.column(); column <= bottomRight.column(); ++column) {
        if (!isColumnHidden(column))
            area |= cellRect(topLeft.row(), column) | cellRect(bottomRight.row(), column);
    }
    viewport()->update(area & viewport()->rect());
}

// The frame around the rows.

void RowsView::updateGeometries()
{
    if (m_isArranging)
        return;
    m_isArranging = true;
    placeHeader();
    fitVerticalBar();
    fitHorizontalBar();
    fitVerticalBar(); // a bar below leaves fewer rows in sight
    m_isArranging = false;
    // QTableView would arrange all of it again. NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QAbstractItemView::updateGeometries();
}

void RowsView::placeHeader()
{
    QHeaderView *header = horizontalHeader();
    const int height = header->isHidden() ? 0 : header->sizeHint().height();
    setViewportMargins(0, height, 0, 0);
    const QRect below = viewport()->geometry();
    header->setGeometry(below.left(), below.top() - height, below.width(), height);
}

void RowsView::fitVerticalBar()
{
    const QSize whole = maximumViewportSize();
    const bool fits =
        rowCount() <= whole.height() / m_rowHeight && horizontalHeader()->length() <= whole.width();
    verticalScrollBar()->setRange(0, fits ? 0 : qMax(0, rowCount() - rowsOnAPage()));
    verticalScrollBar()->setPageStep(rowsOnAPage());
    verticalScrollBar()->setSingleStep(1);
}

void RowsView::fitHorizontalBar()
{
    const int width = viewport()->width();
    horizontalScrollBar()->setRange(0, qMax(0, horizontalHeader()->length() - width));
    horizontalScrollBar()->setPageStep(width);
    horizontalScrollBar()->setSingleStep(2 * m_rowHeight);
}

void RowsView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, 0);
    if (qAbs(dy) >= rowsOnAPage())
        viewport()->update();
    else if (dy != 0)
        viewport()->scroll(0, dy * m_rowHeight);
}

// Painting.

void RowsView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QList<int> all = shownColumns();
    for (int row = firstInSight(); row <= lastInSight(); ++row) {
        QList<int> columns;
        for (const int column : all) {
            if (event->region().intersects(cellRect(row, column)))
                columns.append(column);
        }
        if (!columns.isEmpty())
            paintRow(painter, option, row, columns);
    }
}

void RowsView::paintRow(QPainter &painter, QStyleOptionViewItem option, int row,
                        const QList<int> &columns) const
{
    const QModelIndex current = currentIndex();
    option.state.setFlag(QStyle::State_Selected,
                         selectionModel()->isSelected(m_rows.index(row, columns.first())));
    option.features.setFlag(QStyleOptionViewItem::Alternate,
                            alternatingRowColors() && row % 2 == 1);
    option.rect = cellRect(row, columns.first()) | cellRect(row, columns.last());
    style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
    for (const int column : columns) {
        const QModelIndex index = m_rows.index(row, column);
        option.rect = cellRect(row, column);
        option.state.setFlag(QStyle::State_HasFocus, index == current && hasFocus());
        itemDelegateForIndex(index)->paint(&painter, option, index);
    }
}

} // namespace headway
