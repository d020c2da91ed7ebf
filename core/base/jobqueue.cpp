#include "core/base/jobqueue.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace headway {

void JobQueue::push(std::function<void()> job)
{
    const std::scoped_lock locker(m_mutex);
    m_jobs.push_back(std::move(job));
    schedule();
}

/// With m_mutex held.
void JobQueue::schedule()
{
    if (!std::exchange(m_isScheduled, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool JobQueue::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    {
        const std::scoped_lock locker(m_mutex);
        m_isScheduled = false;
    }
    while (const std::function<void()> job = take())
        job();
    return true;
}

std::function<void()> JobQueue::take()
{
    const std::scoped_lock locker(m_mutex);
    if (m_jobs.empty())
        return {};
    std::function<void()> job = std::move(m_jobs.front());
    m_jobs.pop_front();
    if (!m_jobs.empty())
        schedule(); // should this job run an event loop, the others have their turn in it
    return job;
}

} // namespace headway
