#include "core/base/jobqueue.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace headway {

void JobQueue::push(std::function<void()> job)
{
    const std::scoped_lock locker(m_mutex);
    m_jobs.push_back(std::move(job));
    if (!std::exchange(m_isScheduled, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool JobQueue::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    while (const std::function<void()> job = take())
        job();
    return true;
}

std::function<void()> JobQueue::take()
{
    const std::scoped_lock locker(m_mutex);
    m_isScheduled = !m_jobs.empty();
    if (m_jobs.empty())
        return {};
    std::function<void()> job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

} // namespace headway
