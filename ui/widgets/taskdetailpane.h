#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/widgets/secondclock.h"

#include <QStackedWidget>

class QAction;

namespace headway {

class TaskDetails;

/// Everything known of one task, or a page that says that none is selected.
class TaskDetailPane : public QStackedWidget
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the pane.
    explicit TaskDetailPane(const Clock &clock, QWidget *parent = nullptr);

    /// Where the output comes from; null: nobody is signed in. Shows nothing afterwards.
    void setSession(const TaskSessionPtr &session);
    /// Shows @p task as it is now; nullopt: none is selected.
    void setTask(const std::optional<Task> &task);
    /// What can be done about a failure, beside what failed. @p action is borrowed.
    void addFailureAction(QAction *action);

    /// The tab in front, to be kept: a word, "" for the first one.
    QString shownTab() const;
    void showTab(const QString &name);

Q_SIGNALS:
    /// The reader wants to see another task instead.
    void taskWanted(const headway::Task &task);

private:
    void makeDetails();

    const Clock &m_clock;
    TaskSessionPtr m_session;
    QList<QAction *> m_failureActions;
    QString m_firstTab; ///< of the details, once they are there
    TaskDetails *m_details = nullptr; ///< null until a task is shown: they are many parts
};

} // namespace headway
