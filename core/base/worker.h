#pragma once

#include "core/base/promise.h"

#include <QFuture>
#include <QThread>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace headway {

class JobQueue;

/// One thread with an event loop, and the way to have something done on it, in the order in which
/// it was posted. The destructor lets what was posted before run to its end, then joins.
class Worker
{
public:
    /// Behind the threads of the window and of requests, whenever a processor is wanted by both.
    enum class Rank { Usual, Behind };
    /// @p name is seen in debuggers and by `top -H`.
    explicit Worker(const QString &name, Rank rank = Rank::Usual);
    ~Worker();
    Q_DISABLE_COPY_MOVE(Worker)

    /// Lives on the thread: parent or context for what belongs there.
    QObject *context();

    /// Runs @p work on the thread. @p work can be copied and does not throw.
    /// @return its result; never cancelled
    template <typename Work>
    auto post(Work work) -> QFuture<std::invoke_result_t<Work &>>
    {
        using R = std::invoke_result_t<Work &>;
        auto promise = std::make_shared<Promise<R>>();
        QFuture<R> future = promise->future();
        enqueue([promise, work = std::move(work)]() mutable {
            if constexpr (std::is_void_v<R>) {
                work();
                promise->finish();
            } else {
                promise->finish(work());
            }
        });
        return future;
    }

private:
    void enqueue(std::function<void()> job);

    QThread m_thread;
    JobQueue *const m_queue; ///< the thread's, which deletes it at its end
};

} // namespace headway
