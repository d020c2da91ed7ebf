#pragma once

#include <QTableView>

namespace headway {

/// A table whose rows are all of one height, so that the place of a row is a product and no sum:
/// what becomes of a million rows costs what becomes of those in sight. Its vertical header is
/// never shown and knows of no row: ask rowAt() and oneRowHeight() here, not those of QTableView.
class RowsView : public QTableView
{
    Q_OBJECT

public:
    /// @p rows is borrowed and outlives the view; it stays the view's model.
    explicit RowsView(QAbstractItemModel &rows, QWidget *parent = nullptr);

    void setOneRowHeight(int height);
    int oneRowHeight() const { return m_rowHeight; }
    /// @p y may be out of sight. @return -1 where there is no row
    int rowAt(int y) const;
    /// Rows that are in sight at least in part; when there is none the last is before the first.
    int firstInSight() const;
    int lastInSight() const;

    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &place) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    /// Home and End go to the first and the last row.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &area, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    /// For the rows in sight.
    int sizeHintForColumn(int column) const override;

    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                     const QList<int> &roles = {}) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int rowCount() const;
    int rowsOnAPage() const;
    int topOf(int row) const;
    QRect cellRect(int row, int column) const;
    QRect rowRect(int row) const;
    /// In the order in which they are shown.
    QList<int> shownColumns() const;
    int columnBeside(int column, int steps) const;
    void placeHeader();
    void fitVerticalBar();
    void fitHorizontalBar();
    void scrollToColumn(int column, ScrollHint hint);
    void scrollToRow(int row, ScrollHint hint);
    void paintRow(QPainter &painter, QStyleOptionViewItem option, int row,
                  const QList<int> &columns) const;

    QAbstractItemModel &m_rows;
    int m_rowHeight;
    bool m_isArranging = false;
};

} // namespace headway
