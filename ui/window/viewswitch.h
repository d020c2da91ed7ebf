#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QObject>

class QAction;
class QToolBar;

namespace headway {

class HistoryPage;
class TasksPage;
class ViewState;

/// The views of one account's tasks: list, timeline and plots, one at a time in the same place.
class ViewSwitch : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this. Puts the other views into @p tasks.
    ViewSwitch(TasksPage &tasks, const Clock &clock, QObject *parent = nullptr);

    /// One a view, the list's first.
    const QList<QAction *> &actions() const { return m_actions; }
    void addTo(QToolBar *bar) const;
    void showList();

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void restoreView(const ViewState &view);
    void saveView(ViewState &view) const;

Q_SIGNALS:
    /// A task is to be shown in the list; @p number is Task::row.
    void taskWanted(quint32 number);
    void failed(const headway::Error &error);
    /// Something has been done, or could not be. @p sentence is plain.
    void done(const QString &sentence);
    void refused(const QString &sentence);

private:
    void addAction(const QString &icon, const QString &text, const QString &toolTip, int key);
    void show(int index);
    void showDetails(quint32 number);
    void noteChanges(const TaskChanges &changes);
    void connectPage(HistoryPage *page);

    TasksPage &m_tasks;
    QList<HistoryPage *> m_pages; ///< those beside the list, in the order of their actions
    QList<QAction *> m_actions;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what is followed of m_session
    quint32 m_chosen = 0; ///< Task::row of the bar chosen, while its task is asked for
    std::optional<Task> m_newer; ///< as it has become meanwhile
};

} // namespace headway
