#pragma once

#include "core/session/tasksession.h"

#include <QTimer>

#include <functional>

namespace headway {

/// Tasks, however many: those that are here as they are, all others by their number.
struct ManyTasks
{
    QList<Task> tasks;
    QList<quint32> numbers; ///< Task::row

    qsizetype size() const { return tasks.size() + numbers.size(); }
};

/// Does the same with many tasks, a few at a time. What the service has no allowance for is asked
/// again when it says so. Deletes itself once it has ended.
class TaskBatch : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Result<void> &)>;

    struct Work
    {
        QString doing; ///< for people: what is being done
        bool (*fits)(const Task &) = nullptr; ///< the others are passed over
        /// Calls its second argument once, in this thread.
        std::function<void(const Task &, const Done &)> ask;
        /// It has been told as done already: it goes on when its session is left.
        bool isPromised = false;
    };

    /// Those that are known by number alone are fetched from @p session, in their order.
    TaskBatch(const TaskSessionPtr &session, const Work &work, const ManyTasks &tasks,
              QObject *parent);
    ~TaskBatch() override;

    void start();
    /// What has been asked is still waited for, nothing more is asked.
    void stop();

    QString doing() const { return m_work.doing; }
    bool isPromised() const { return m_work.isPromised; }
    qsizetype total() const { return m_total; }
    /// Tasks that are over and done with, those that were passed over among them.
    qsizetype count() const { return m_count; }
    /// Whether it waits for a new allowance.
    bool isResting() const { return m_rest.isActive(); }

Q_SIGNALS:
    void progressed();
    /// It has stopped at this: nothing more would be done either. Before finished().
    void failed(const headway::Error &error);
    /// @p isWhole: of all tasks, or else it was stopped.
    void finished(bool isWhole);

private:
    void goOn();
    void fetch();
    void takePage(const Result<QList<Task>> &page);
    void take(const QList<Task> &tasks);
    void ask(const Task &task);
    void takeAnswer(const Task &task, const Result<void> &done);
    void rest(const Error &tooMany);
    void fail(const Error &error);
    void endIfOver();

    const TaskSessionPtr m_session;
    const Work m_work;
    const qsizetype m_total;
    QList<quint32> m_numbers; ///< not fetched yet
    QList<Task> m_waiting; ///< to be asked
    qsizetype m_count = 0;
    int m_atOnce;
    int m_underWay = 0;
    bool m_isFetching = false;
    bool m_isGoingOn = false;
    bool m_isStopped = false;
    bool m_isOver = false;
    QTimer m_rest;
};

} // namespace headway

Q_DECLARE_METATYPE(headway::ManyTasks)
