#pragma once

#include "core/session/tasksession.h"

#include <QTimer>

namespace headway {

/// What has come for a list of tasks and is not in it yet: handed out once a frame, and not more at
/// once than a frame has time for. What was deleted, and that all is listed, comes after all tasks
/// that came before it.
class TaskInbox : public QObject
{
    Q_OBJECT

public:
    struct Batch
    {
        QList<Task> tasks;
        QList<DeletedTask> deleted;
        bool endsListing = false;
    };

    explicit TaskInbox(QObject *parent = nullptr);

    void add(const TaskChanges &changes);
    void addTasks(const QList<Task> &tasks);
    /// All that was to be listed has come.
    void endListing();
    void clear();
    bool hasTasks() const { return !m_waiting.tasks.isEmpty(); }

    /// The next of it; due() comes again if that is not all.
    Batch takeBatch();
    /// @param rows so many were painted anew for the last batch
    void keepPace(int rows);

Q_SIGNALS:
    void due();

private:
    void schedule();

    Batch m_waiting;
    QTimer m_frame;
};

} // namespace headway
