#pragma once

#include <QSemaphore>
#include <QThreadPool>

#include <atomic>

namespace headway {

/// Takes the one thread that it leaves Qt's pool: whoever waits for the pool meanwhile waits for
/// some seconds, which is told.
class TakenPool
{
public:
    TakenPool()
    {
        m_pool.setMaxThreadCount(1);
        m_pool.start([this] { m_wasFreed = m_freed.tryAcquire(1, 5000); });
    }
    ~TakenPool()
    {
        m_freed.release();
        m_pool.waitForDone();
        m_pool.setMaxThreadCount(m_threads);
    }
    Q_DISABLE_COPY_MOVE(TakenPool)

    /// Frees the thread. @return whether nobody has waited for it
    bool wasLeftAlone()
    {
        m_freed.release();
        m_pool.waitForDone();
        return m_wasFreed;
    }

private:
    QThreadPool &m_pool = *QThreadPool::globalInstance();
    const int m_threads = m_pool.maxThreadCount();
    QSemaphore m_freed;
    std::atomic<bool> m_wasFreed = false;
};

} // namespace headway
