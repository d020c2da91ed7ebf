#include "core/base/worker.h"

#include "core/base/jobqueue.h"

#include <latch>

namespace headway {

Worker::Worker(const QString &name)
    : m_queue(new JobQueue)
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
