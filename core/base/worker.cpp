#include "core/base/worker.h"

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
    // Queued behind all that was posted before.
    QMetaObject::invokeMethod(
        m_context,
        [context = m_context] {
            context->deleteLater(); // done when the thread's loop has ended
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

} // namespace headway
