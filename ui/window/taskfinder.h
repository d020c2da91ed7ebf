#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

class QAction;

namespace headway {

class GroupFeed;
class GroupsPane;
class KeptSearches;
class SearchBox;
class TaskSearch;
class UndoBar;
class ViewState;

/// Search box, groups and saved searches, put together: what they ask for, both at once, is the
/// query of the list.
class TaskFinder : public QObject
{
    Q_OBJECT

public:
    /// All references are borrowed and outlive this; so do box and groups, which are @p window's.
    TaskFinder(const Clock &clock, ViewState &view, UndoBar &undo, QWidget *window);
    ~TaskFinder() override;

    SearchBox *box() const { return m_box; }
    GroupsPane *groups() const { return m_groups; }
    QAction *showAllAction() const { return m_showAll; }

    /// Goes on as the view's account left off; null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void saveView();
    /// Looks for nothing in particular any more.
    void showAll();

Q_SIGNALS:
    /// @p shown says for people what is looked for.
    void queryChanged(const headway::TaskQuery &query, const QString &shown);
    void groupsChanged(const headway::TaskGroups &groups);
    /// A search is about to be named among the groups.
    void groupsWanted();
    /// @p sentence is for people.
    void failed(const QString &sentence);

private:
    void saveSearch(const QString &text);
    void removeSearch(qsizetype place);

    ViewState &m_view;
    UndoBar &m_undo;
    SearchBox *m_box;
    GroupsPane *m_groups;
    KeptSearches *m_kept;
    GroupFeed *m_feed;
    TaskSearch *m_search;
    QAction *m_showAll;
};

} // namespace headway
