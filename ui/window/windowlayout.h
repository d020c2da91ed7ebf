#pragma once

#include <QSplitter>

class QAction;

namespace headway {

class TaskFinder;
class TasksPage;
class ViewState;
class ViewSwitch;

/// The groups and the tasks beside them: what of it shows, and how wide, as the account likes it.
class WindowLayout : public QSplitter
{
    Q_OBJECT

public:
    /// All references are borrowed and outlive this, but for the widgets, which become its own.
    WindowLayout(TaskFinder &finder, TasksPage &tasks, ViewSwitch &views, ViewState &view,
                 QWidget *parent = nullptr);

    /// For accounts that have moved nothing yet; once all has been made.
    void rememberFirst();
    void restoreView();
    void saveView();
    QAction *showPane() const { return m_showPane; }
    QAction *showGroups() const { return m_showGroups; }

private:
    void makeActions();

    TaskFinder &m_finder;
    TasksPage &m_tasks;
    ViewSwitch &m_views;
    ViewState &m_view;
    QByteArray m_firstTasks; ///< of an account that has not moved it
    QByteArray m_firstSide;
    QAction *m_showPane;
    QAction *m_showGroups;
};

} // namespace headway
