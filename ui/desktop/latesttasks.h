#pragma once

#include "core/session/tasksession.h"

#include <memory>

namespace headway {

/// The few newest tasks of an account, as they are now.
class LatestTasks : public QObject
{
    Q_OBJECT

public:
    explicit LatestTasks(QObject *parent = nullptr);
    ~LatestTasks() override;

    /// Begins with @p session; null: nobody is signed in, and there are none.
    void setSession(const TaskSessionPtr &session);
    /// Newest first.
    const QList<Task> &tasks() const { return m_tasks; }

private:
    void ask();
    void take(const Task &task);

    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to m_session
    QList<Task> m_tasks;
};

} // namespace headway
