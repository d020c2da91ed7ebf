#include "core/base/worker.h"

#include "core/base/jobqueue.h"

#include <latch>

#ifdef Q_OS_LINUX
#    include <sys/resource.h>
#endif

namespace headway {

namespace {

/// Of the calling thread. Not far: what it does is waited for, and others use the machine, too.
void stepBehind()
{
#ifdef Q_OS_LINUX // where Qt's priorities do nothing, and niceness is the thread's own
    constexpr int niceness = 5;
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + niceness);
#else
    QThread::currentThread()->setPriority(QThread::LowPriority);
#endif
}

} // namespace

Worker::Worker(const QString &name, Rank rank)
    : m_queue(new JobQueue)
{
    m_thread.setObjectName(name);
    m_queue->moveToThread(&m_thread);
    m_thread.start();
    if (rank == Rank::Behind)
        enqueue(stepBehind);
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
