#pragma once

#include "ui/window/taskbatch.h"

#include <QSet>

namespace headway {

class BatchRunner;
class UndoBar;

/// Deletes tasks so that it can be undone: they are hidden at once and deleted once the bar's offer
/// has passed.
class TaskRemoval : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    TaskRemoval(UndoBar &bar, BatchRunner &batches, QObject *parent = nullptr);

    /// What is on offer is deleted as the session that goes: the runner goes on with it.
    void setSession(const TaskSessionPtr &session);
    /// Those of them that have ended.
    void remove(const ManyTasks &tasks);

Q_SIGNALS:
    /// These are not to be shown, by Task::row: those on offer, and those that have been deleted.
    void hiddenChanged(const QSet<quint32> &numbers);
    /// So many of an account that has been left could not be deleted, and stay.
    void givenUp(qsizetype count);

private:
    void lookThrough(const ManyTasks &tasks);
    void offer(const ManyTasks &ended, const QString &text);
    void carryOut(const ManyTasks &tasks);
    void takeLeft(const TaskSessionPtr &session, const QSet<quint32> &left);
    void showAgain(const QList<quint32> &numbers);

    UndoBar &m_bar;
    BatchRunner &m_batches;
    TaskSessionPtr m_session;
    QSet<quint32> m_hidden;
};

} // namespace headway
