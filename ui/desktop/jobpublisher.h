#pragma once

#include "core/session/tasksession.h"
#include "ui/desktop/throttle.h"

#include <QDBusConnection>
#include <QDBusServiceWatcher>

#include <functional>

namespace headway {

class JobView;
class LiveWatch;

/// Publishes tasks under way as jobs of the desktop where it has a list of them, as Plasma does: a
/// few at once, and none before it has run for a while.
class JobPublisher : public QObject
{
    Q_OBJECT

public:
    /// @p watch is borrowed and outlives this.
    /// @param settling a task that ends within it is not published, one that runs twice as long is
    JobPublisher(const LiveWatch &watch, const QDBusConnection &bus,
                 std::chrono::milliseconds settling, QObject *parent = nullptr);
    ~JobPublisher() override;

    /// Whom pausing and cancelling is asked of.
    void setSession(const TaskSessionPtr &session) { m_session = session; }

Q_SIGNALS:
    void failed(const headway::Error &error);

private:
    struct Job
    {
        Task task;
        bool hasSettled = false;
        bool isDirty = false;
        std::shared_ptr<JobView> view; ///< null until it is published
    };

    void findServer();
    void setServed(bool isServed);
    void take(const QList<Task> &tasks);
    void forget(TaskId id) { m_jobs.remove(id); }
    void settle();
    void publish(Job &job);
    void tellDirty();
    void ask(const std::function<QFuture<Result<Task>>()> &request);

    QDBusConnection m_bus;
    QDBusServiceWatcher m_server;
    TaskSessionPtr m_session;
    QHash<TaskId, Job> m_jobs;
    QTimer m_settling;
    Throttle m_throttle;
    bool m_isServed = false;
};

} // namespace headway
