#pragma once

#include "core/base/ids.h"
#include "ui/widgets/columnwidths.h"
#include "ui/widgets/rowsview.h"
#include "ui/widgets/secondclock.h"

#include <optional>

class QMenu;

namespace headway {

class CurrentColumn;
class TaskTableModel;

/// The list: columns that fill its width, selection and scroll position that
/// stay with their tasks while rows come, go and move.
class TaskTableView : public RowsView
{
    Q_OBJECT

public:
    /// @p tasks is borrowed and outlives the view.
    explicit TaskTableView(TaskTableModel &tasks, QWidget *parent = nullptr);

    /// In order; nullopt when there are more than @p atMost.
    std::optional<QList<int>> selectedRows(int atMost) const;
    /// Rows of those that have not ended, however many are selected.
    QList<int> selectedLiveRows() const;
    /// The same by their ids.
    QList<TaskId> selectedLive() const;
    /// Task::row of the one whose details are wanted: the current one if it is selected; 0: none.
    quint32 currentNumber() const;
    void select(int row);

    /// Which columns there are, their widths, their order and the sorting, to be kept.
    QByteArray saveColumns() const;
    /// Sensible widths when @p state is none of saveColumns().
    void restoreColumns(const QByteArray &state);
    QString columnTitle(int column) const;
    void setColumnShown(int column, bool isShown);
    void setDefaultColumns();
    /// For the window's menus; the list's head has the columns' as well.
    QMenu *columnMenu() const { return m_columnMenu; }
    QMenu *sortMenu() const { return m_sortMenu; }

Q_SIGNALS:
    /// @p current is currentNumber().
    void selectionChangedTo(quint32 current);
    /// What was selected stood in too many places of a new order; the selection has changed to
    /// none.
    void selectionGivenUp();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void keepSelection();
    void setUpColumns();
    void rememberTop();
    void rememberTopOfHistory();
    void returnToTop();
    bool showsLiveTask() const;
    void watchClock();
    void tick();

    TaskTableModel &m_tasks;
    ColumnWidths m_widths;
    CurrentColumn *m_column;
    QMenu *m_columnMenu;
    QMenu *m_sortMenu;
    SecondClock m_second; ///< runs only while a task under way is in sight
    quint32 m_top = 0; ///< Task::row of what stays first while rows move; 0: nothing has to
    int m_topRow = 0; ///< where it was
};

} // namespace headway
