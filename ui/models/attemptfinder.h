#pragma once

#include "core/session/tasksession.h"

#include <memory>

namespace headway {

/// Finds the attempts that a task is one of: those before it by what each says it retries, those
/// after it among the newest tasks of its name. Follows how they get on.
class AttemptFinder : public QObject
{
    Q_OBJECT

public:
    explicit AttemptFinder(QObject *parent = nullptr);
    ~AttemptFinder() override;

    /// A null session: finds none.
    void find(const TaskSessionPtr &session, const Task &task);
    /// Those found so far, the first attempt first.
    const QList<Task> &attempts() const { return m_attempts; }

Q_SIGNALS:
    void found();

private:
    void findBefore(const Task &task);
    void findAfter(const QString &name);
    bool take(const QList<Task> &tasks);
    bool add(const Task &task);
    void update(const TaskChanges &changes);
    void sort();

    TaskSessionPtr m_session;
    std::unique_ptr<QObject> m_link; ///< context of all that belongs to the task
    QList<Task> m_attempts;
};

} // namespace headway
