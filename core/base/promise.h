#pragma once

#include <QFuture>
#include <QPromise>

#include <mutex>
#include <optional>
#include <utility>

namespace headway {

/// Held by whoever finishes a future, and by whoever has something done when one has finished. When
/// QFuture::then() meets a future of another thread that is about to finish, Qt 6.4 to 6.6 run what
/// it was given twice, the second time emptied: a crash. No signal is emitted under it, and nothing
/// waits.
std::recursive_mutex &continuationMutex();

/// Where the one result of a future comes from: whoever makes it, in whatever thread. A promise
/// that is not kept cancels its future. Use it in the place of a QPromise, which does not mind the
/// mutex.
template <typename T>
class Promise
{
public:
    Promise() { m_promise->start(); }
    ~Promise()
    {
        const std::scoped_lock lock(continuationMutex());
        m_promise.reset();
    }
    Q_DISABLE_COPY_MOVE(Promise)

    QFuture<T> future() const { return m_promise->future(); }

    /// Once.
    template <typename... Value>
    void finish(Value &&...value)
    {
        if constexpr (sizeof...(value) > 0)
            m_promise->addResult(std::forward<Value>(value)...);
        const std::scoped_lock lock(continuationMutex());
        m_promise->finish();
    }

private:
    std::optional<QPromise<T>> m_promise{std::in_place};
};

} // namespace headway
