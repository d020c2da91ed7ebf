#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/window/taskspage.h"

#include <QMap>
#include <QObject>

class QAction;

namespace headway {

class HistoryPage;
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
    enum View { ListIndex, TimelineIndex, PlotsIndex };
    struct Page
    {
        HistoryPage *widget = nullptr;
        int place = 0; ///< in m_tasks; the list's is the first
    };

    void addAction(const QString &icon, const QString &text, const QString &toolTip, int key);
    void show(int index);
    void showDetails(quint32 number);
    void noteChanges(const TaskChanges &changes);
    void makePage(View view);
    void addPage(View view, HistoryPage *page, TasksPage::Details details);

    TasksPage &m_tasks;
    ViewState &m_view;
    const Clock &m_clock;
    QMap<View, Page> m_pages; ///< those beside the list that have been seen
    QList<QAction *> m_actions;
    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of what is followed of m_session
    quint32 m_chosen = 0; ///< Task::row of the bar chosen, while its task is asked for
    std::optional<Task> m_newer; ///< as it has become meanwhile
};

} // namespace headway
