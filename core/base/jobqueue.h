#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <mutex>

namespace headway {

/// What one thread is to do, handed over from any other: whatever has come meanwhile is done for
/// one event. Under a mutex of its own, which is quicker than a queued call each, and in
/// ThreadSanitizer's sight, as the inside of the distribution's Qt is not.
class JobQueue final : public QObject
{
public:
    /// @p job runs in the thread that this lives in, in its turn. Any thread.
    void push(std::function<void()> job);

    bool event(QEvent *event) override;

private:
    void schedule();
    std::function<void()> take();

    std::mutex m_mutex;
    std::deque<std::function<void()>> m_jobs; ///< guarded by m_mutex
    bool m_isScheduled = false; ///< an event is on its way; guarded by m_mutex
};

} // namespace headway
