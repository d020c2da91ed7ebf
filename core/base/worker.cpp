#include "core/base/worker.h"

#include <latch>

namespace headway {

Worker::Worker(const QString &name)
    : m_context(new QObject)
{
    m_thread.setObjectName(name);
    m_context->moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker()
{
    // Queued behind all that was posted before. wait() alone would do, but out of ThreadSanitizer's
    // sight.
    std::latch done(1);
    QMetaObject::invokeMethod(
        m_context,
        [context = m_context, &done] {
            context->deleteLater(); // done when the thread's loop has ended
            QThread::currentThread()->quit();
            done.count_down();
        },
        Qt::QueuedConnection);
    done.wait();
    m_thread.wait();
}

} // namespace headway
