#pragma once

#include "core/session/tasksession.h"

#include <QAction>

#include <functional>

namespace headway {

/// What can be done with the selected tasks. Decides what is enabled; asks before it deletes.
class TaskActions : public QObject
{
    Q_OBJECT

public:
    /// @p window is the parent of what has to be asked.
    explicit TaskActions(QWidget *window);

    QAction *cancel() const { return m_cancel; }
    QAction *remove() const { return m_remove; }
    QAction *copyId() const { return m_copyId; }
    QAction *copyName() const { return m_copyName; }
    QAction *copyError() const { return m_copyError; }

    void setSession(const TaskSessionPtr &session);
    /// The tasks that the actions are about, as they are now.
    void setTasks(const QList<Task> &tasks);

Q_SIGNALS:
    void failed(const headway::Error &error);

private:
    QAction *add(const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &shortcut);
    void refresh();
    void cancelTasks();
    void askToRemove();
    void removeTasks(const QList<TaskId> &ids);
    void copy(const std::function<QString(const Task &)> &textOf);

    QWidget *m_window;
    TaskSessionPtr m_session;
    QList<Task> m_tasks;
    QAction *m_cancel;
    QAction *m_remove;
    QAction *m_copyId;
    QAction *m_copyName;
    QAction *m_copyError;
};

} // namespace headway
