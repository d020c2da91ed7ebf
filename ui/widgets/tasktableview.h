#pragma once

#include "core/base/ids.h"

#include <QTableView>
#include <QTimer>

namespace headway {

class TaskSortFilterModel;

/// The list: rows of one height, columns that fill its width, selection and scroll position that
/// stay with their tasks while rows come, go and move.
class TaskTableView : public QTableView
{
    Q_OBJECT

public:
    /// @p tasks is borrowed and outlives the view.
    explicit TaskTableView(TaskSortFilterModel &tasks, QWidget *parent = nullptr);

    /// In the order of the rows.
    QList<TaskId> selectedTasks() const;
    /// The one whose details are wanted: the current one if it is selected; null: none.
    TaskId currentTask() const;

    /// Widths, order and sorting, to be kept.
    QByteArray saveColumns() const;
    /// Sensible widths when @p state is none of saveColumns().
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void selectionChangedTo(headway::TaskId current);
    /// A second has passed and times on the screen have grown.
    void ticked();
    void scrolledToEnd();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpColumns();
    void setDefaultWidths();
    void fillWidth(int before);
    void rememberTop();
    void returnToTop();
    bool showsLiveTask() const;
    void watchClock();
    void tick();
    void noteScroll(int value);

    TaskSortFilterModel &m_tasks;
    QTimer m_second; ///< runs only while a task under way is in sight
    TaskId m_top; ///< stands in the first row while rows move; null: the list is at its top
    bool m_hasWidths = false;
};

} // namespace headway
