#pragma once

#include "core/session/tasksession.h"

#include <QAction>

#include <functional>

namespace headway {

/// What can be done with the selected tasks. Decides what is enabled.
class TaskActions : public QObject
{
    Q_OBJECT

public:
    /// @param commandToRetry runs a task again in a terminal, once its ID stands behind it
    explicit TaskActions(const QString &commandToRetry, QObject *parent);

    QAction *pause() const { return m_pause; }
    QAction *resume() const { return m_resume; }
    QAction *cancel() const { return m_cancel; }
    QAction *remove() const { return m_remove; }
    QAction *pin() const { return m_pin; }
    QAction *unpin() const { return m_unpin; }
    QAction *copyText() const { return m_copyText; }
    QAction *copyId() const { return m_copyId; }
    QAction *copyName() const { return m_copyName; }
    QAction *copyError() const { return m_copyError; }
    /// Copies what runs the tasks again in a terminal.
    QAction *copyRetry() const { return m_copyRetry; }
    /// Those that change tasks, that keep them, and that copy something of them, as menus show
    /// them.
    QList<QAction *> changes() const { return {m_pause, m_resume, m_cancel, m_remove}; }
    QList<QAction *> pins() const { return {m_pin, m_unpin}; }
    QList<QAction *> copies() const
    {
        return {m_copyText, m_copyName, m_copyId, m_copyError, m_copyRetry};
    }

    QAction *exportSelected() const { return m_exportSelected; }
    QAction *exportShown() const { return m_exportShown; }

    void setSession(const TaskSessionPtr &session);
    /// The tasks that the actions are about, as they are now.
    void setTasks(const QList<Task> &tasks);

Q_SIGNALS:
    void removeWanted(const QList<headway::Task> &tasks);
    void exportWanted(const QList<headway::Task> &tasks);
    /// Of all that the list shows.
    void exportShownWanted();
    void failed(const headway::Error &error);

private:
    QAction *add(const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &shortcut);
    void refresh();
    void change(bool (*fits)(const Task &),
                const std::function<QFuture<Result<Task>>(TaskId)> &ask);
    void copyTexts(const std::function<QString(const Task &)> &textOf);

    const QString m_commandToRetry;
    TaskSessionPtr m_session;
    QList<Task> m_tasks;
    QAction *m_pause;
    QAction *m_resume;
    QAction *m_cancel;
    QAction *m_remove;
    QAction *m_pin;
    QAction *m_unpin;
    QAction *m_copyText;
    QAction *m_copyId;
    QAction *m_copyName;
    QAction *m_copyError;
    QAction *m_copyRetry;
    QAction *m_exportSelected;
    QAction *m_exportShown;
};

} // namespace headway
