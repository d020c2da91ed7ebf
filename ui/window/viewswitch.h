#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QObject>

#include <array>

class QAction;
class QToolBar;

namespace headway {

class PlotsPage;
class TasksPage;
class TimelinePage;
class ViewState;

/// The views of one account's tasks: list, timeline and plots, one at a time in the same place.
class ViewSwitch : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this. Puts the other views into @p tasks when they are first
    /// seen.
    ViewSwitch(TasksPage &tasks, ViewState &view, const Clock &clock, QObject *parent = nullptr);

    /// One a view, the list's first.
    const QList<QAction *> &actions() const { return m_actions; }
    void addTo(QToolBar *bar) const;
    void showList();

    /// Null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void restoreView();
    void saveView() const;

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
    int placeOf(int index);
    void showDetails(quint32 number);
    void noteChanges(const TaskChanges &changes);
    void makeTimeline();
    void makePlots();
    template <typename Page>
    void startPage(Page *page);

    TasksPage &m_tasks;
    ViewState &m_view;
    const Clock &m_clock;
    TimelinePage *m_timeline = nullptr; ///< null until it is first seen
    PlotsPage *m_plots = nullptr; ///< likewise
    std::array<int, 3> m_places{0, -1, -1}; ///< of the views in m_tasks; -1 until one is there
    QList<QAction *> m_actions;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what is followed of m_session
    quint32 m_chosen = 0; ///< Task::row of the bar chosen, while its task is asked for
    std::optional<Task> m_newer; ///< as it has become meanwhile
};

} // namespace headway
