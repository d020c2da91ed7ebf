#include "core/base/worker.h"

#include <QCoreApplication>
#include <QEvent>

#include <deque>
#include <latch>
#include <mutex>

namespace headway {

/// Hands jobs over under a mutex of its own: quicker than a queued call each, and in
/// ThreadSanitizer's sight, which the inside of the distribution's Qt is not.
class Worker::Queue : public QObject
{
public:
    void push(std::function<void()> job)
    {
        const std::scoped_lock locker(m_mutex);
        m_jobs.push_back(std::move(job));
        if (!std::exchange(m_isScheduled, true))
            QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }

    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        while (const std::function<void()> job = take())
            job();
        return true;
    }

private:
    std::function<void()> take()
    {
        const std::scoped_lock locker(m_mutex);
        m_isScheduled = !m_jobs.empty();
        if (m_jobs.empty())
            return {};
        std::function<void()> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }

    std::mutex m_mutex;
    std::deque<std::function<void()>> m_jobs; ///< guarded by m_mutex
    bool m_isScheduled = false; ///< guarded by m_mutex
};

Worker::Worker(const QString &name)
    : m_queue(new Queue)
{
    m_thread.setObjectName(name);
    m_queue->moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker()
{
    std::latch done(1);
    enqueue([queue = m_queue, &done] {
        queue->deleteLater(); // done when the thread's loop has ended
        QThread::currentThread()->quit();
        done.count_down();
    });
    done.wait(); // QThread::wait() alone would do, but out of ThreadSanitizer's sight
    m_thread.wait();
}

QObject *Worker::context()
{
    return m_queue;
}

void Worker::enqueue(std::function<void()> job)
{
    m_queue->push(std::move(job));
}

} // namespace headway
