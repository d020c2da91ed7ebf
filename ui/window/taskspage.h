#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QSplitter>

class QStackedWidget;

namespace headway {

class EmptyPage;
class TaskDetailPane;
class TaskFeed;
class TaskSortFilterModel;
class TaskTableModel;
class TaskTableView;

/// The list of one account's tasks with the details of the selected one beside it; in the list's
/// place what to do where there is nothing to list.
class TasksPage : public QSplitter
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the page. @p commandToTry is shown while there is no task.
    TasksPage(const Clock &clock, const QString &commandToTry, QWidget *parent = nullptr);

    TaskTableView *view() const { return m_view; }
    const TaskTableModel &tasks() const { return *m_tasks; }
    /// The tasks selected, as they are now, in the order of their rows.
    QList<Task> selectedTasks() const;

    void setSession(const TaskSessionPtr &session);
    void setSearch(const QString &text);
    /// Whether the details are wanted; they show once there is a task.
    void setPaneVisible(bool visible);

Q_SIGNALS:
    /// Other tasks are selected, or those that are have changed.
    void selectedTasksChanged();
    /// Whether tasks exist that are not in the list.
    void moreChanged(bool more);
    void failed(const headway::Error &error);

private:
    QWidget *makeList(const QString &commandToTry);
    void showList();
    void showSelected();
    void noteRows(const QModelIndex &first, const QModelIndex &last);
    void keepSelected();

    TaskTableModel *m_tasks;
    TaskSortFilterModel *m_shown;
    TaskFeed *m_feed;
    TaskTableView *m_view;
    TaskDetailPane *m_pane;
    QStackedWidget *m_list;
    EmptyPage *m_noMatch;
    QString m_search;
    bool m_showsPane = true;
    TaskId m_wanted; ///< selected last; comes back with its row
};

} // namespace headway
