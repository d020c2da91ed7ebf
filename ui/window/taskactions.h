#pragma once

#include "ui/window/taskbatch.h"

#include <QAction>

#include <functional>

namespace headway {

class BatchRunner;

/// What can be done with the selected tasks. Decides what is enabled.
class TaskActions : public QObject
{
    Q_OBJECT

public:
    /// @param commandToRetry runs a task again in a terminal, once its ID stands behind it
    /// @param batches does it; is borrowed and outlives this
    TaskActions(const QString &commandToRetry, BatchRunner &batches, QObject *parent);

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
    /// More tasks than are looked at one by one: everything is offered, and done where it fits.
    /// @p numbers tells Task::row of them all, once something is to be done.
    void setMany(const std::function<QList<quint32>()> &numbers);

Q_SIGNALS:
    /// Only those that have ended are meant.
    void removeWanted(const headway::ManyTasks &tasks);
    void exportWanted(const headway::ManyTasks &tasks);
    /// Of all that the list shows.
    void exportShownWanted();

private:
    QAction *add(const QString &icon, const QString &text, const QString &toolTip,
                 const QKeySequence &shortcut);
    void connectChanges();
    void connectCopies();
    void refresh();
    ManyTasks selected() const;
    using Ask = std::function<QFuture<Result<Task>>(TaskSession &, TaskId)>;
    void change(const QString &doing, bool (*fits)(const Task &), const Ask &ask);
    void copyTexts(const std::function<QString(const Task &)> &textOf);

    const QString m_commandToRetry;
    BatchRunner &m_batches;
    TaskSessionPtr m_session;
    QList<Task> m_tasks;
    std::function<QList<quint32>()> m_numbers; ///< of more than are in m_tasks; empty: none
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
