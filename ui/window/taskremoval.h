#pragma once

#include "core/session/tasksession.h"

#include <QSet>

namespace headway {

class UndoBar;

/// Deletes tasks so that it can be undone: they are hidden at once and deleted once the bar's offer
/// has passed.
class TaskRemoval : public QObject
{
    Q_OBJECT

public:
    /// @p bar is borrowed and outlives this.
    explicit TaskRemoval(UndoBar &bar, QObject *parent = nullptr);

    /// What is on offer is deleted before the session goes.
    void setSession(const TaskSessionPtr &session);
    /// Tasks that have ended.
    void remove(const QList<Task> &tasks);

Q_SIGNALS:
    /// These are not to be shown, by Task::row: those on offer, and those that have been deleted.
    void hiddenChanged(const QSet<quint32> &numbers);
    void failed(const headway::Error &error);

private:
    void carryOut(const TaskSessionPtr &session, const QList<Task> &tasks);
    void showAgain(const QList<Task> &tasks);

    UndoBar &m_bar;
    TaskSessionPtr m_session;
    QSet<quint32> m_hidden;
};

} // namespace headway
