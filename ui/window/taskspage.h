#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QSplitter>

class QLabel;
class QStackedWidget;

namespace headway {

class EmptyPage;
class TaskDetailPane;
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
    TaskDetailPane *pane() const { return m_pane; }
    /// The tasks selected, as they are now, in the order of their rows; of more than 1,000, none.
    /// The one whose details are shown alone instead; none where there is no room for details.
    QList<Task> selectedTasks() const;
    /// Whether it is more than that.
    bool areManySelected() const;
    /// Those of all that are selected that have not ended, however many.
    QList<TaskId> selectedLive() const;
    /// Task::row of all that are selected, in the order of their rows.
    QList<quint32> selectedNumbers() const;

    enum class Details { Beside, Hidden };
    /// Another view of the tasks, for the list's place; it becomes the page's.
    /// @return its index; 0 is the list's
    int addView(QWidget *view, Details details);
    void showView(int index);
    /// Lets the keys go to the view that shows.
    void focusView();

    /// Buttons for actions, which are borrowed: where there is no task yet, and where none is
    /// found.
    void offerAtFirst(QAction *action);
    void offerWithoutMatch(QAction *action);
    /// Selects a task once it is in the list; @p number is Task::row.
    void showTask(quint32 number);
    void setSession(const TaskSessionPtr &session);
    /// Whether commands of this computer report to this account unless they are told otherwise.
    void setHearsCommands(bool hears);
    /// @p shown says for people what is looked for.
    void setQuery(const TaskQuery &query, const QString &shown);
    const TaskQuery &query() const { return m_query; }
    /// Ended tasks that are not shown, whatever the query, by Task::row.
    void setHidden(const QSet<quint32> &numbers);
    /// Selects @p task in the list; where a search hides it there, shows its details alone.
    void showDetails(const Task &task);
    /// Whether the details are wanted; they show once there is a task.
    void setPaneVisible(bool visible);

Q_SIGNALS:
    /// Other tasks are selected, or those that are have changed.
    void selectedTasksChanged();
    void failed(const headway::Error &error);

private:
    bool hidesDetails() const;
    QWidget *makeList(const QString &commandToTry);
    void showList();
    void showSelected();
    void watchSelected(int current);
    void keepSelected();
    void updatePane();
    void showAlone(const std::optional<Task> &task);
    void readAlone();
    void carryOn(const TaskChanges &changes);

    TaskTableModel *m_tasks;
    TaskTableView *m_view;
    TaskDetailPane *m_pane;
    QStackedWidget *m_views; ///< the list, and others
    QList<Details> m_details; ///< of the views
    QStackedWidget *m_list = nullptr;
    EmptyPage *m_nothingYet = nullptr;
    QLabel *m_signInFirst = nullptr; ///< for an account that is not the owner's
    EmptyPage *m_noMatch = nullptr;
    TaskQuery m_query;
    QString m_shownQuery;
    bool m_showsPane = true;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what is followed of m_session
    std::optional<Task> m_alone; ///< what a search hides in the list, with its details shown
    quint32 m_wanted = 0; ///< Task::row of the one selected last; comes back with its row
};

} // namespace headway
