#pragma once

#include "core/base/asidepool.h"
#include "core/base/promise.h"
#include "core/base/waiter.h"

#include <QFuture>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace headway {

template <typename T>
QFuture<T> readyFuture(T value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

/// Of whenDone().
template <typename T, typename Handler>
class FutureWaiter final : public Waiter
{
public:
    FutureWaiter(QObject *context, const QFuture<T> &future, Handler handler)
        : Waiter(context)
        , m_future(future)
        , m_handler(std::move(handler))
    {
    }

private:
    void wake() override
    {
        const QFuture<T> future = m_future;
        Handler handler = std::move(m_handler);
        delete this; // before the handler, which may be the context's end
        if (future.resultCount() > 0)
            handler(*future.begin());
    }

    const QFuture<T> m_future;
    Handler m_handler;
};

/// Calls @p handler with the future's result, once, in the thread of @p context, which must be the
/// current one; at once when the future has finished already. Nothing is called after the context
/// died or when the future was cancelled. (QFuture::then with a dead context asserts on Qt 6.4;
/// this does not.) A future takes one whenDone(), mapped() or the like. All futures of a thread
/// that have finished meanwhile are seen to for one event: a QFutureWatcher takes four each.
template <typename T, typename Handler>
void whenDone(QFuture<T> future, QObject *context, Handler handler)
{
    {
        const std::scoped_lock lock(continuationMutex());
        if (!future.isFinished()) {
            auto *waiter = new FutureWaiter<T, Handler>(context, future, std::move(handler));
            future.then(QtFuture::Launch::Sync,
                        [bell = waiter->bell()](const QFuture<T> &) mutable { bell.ring(); });
            return;
        }
    }
    if (future.resultCount() > 0)
        handler(future.result());
}

/// What @p make gives for the future's result; at once, or in the thread that finishes the future,
/// which has to wait for it: nothing that takes long, or that others may hear of.
template <typename T, typename Make>
auto mapped(QFuture<T> future, Make make)
{
    const std::scoped_lock lock(continuationMutex());
    return future.then(QtFuture::Launch::Sync, std::move(make));
}

/// What comes of the future that @p next gives for the result of the first, called as mapped()
/// does.
template <typename T, typename Next>
auto chained(QFuture<T> future, Next next)
{
    const std::scoped_lock lock(continuationMutex());
    return future.then(QtFuture::Launch::Sync, std::move(next)).unwrap();
}

/// The same as mapped(), in the thread of asidePool(): for what takes long.
template <typename T, typename Make>
auto mappedAside(QFuture<T> future, Make make)
{
    using To = std::invoke_result_t<Make &, const T &>;
    const auto promise = std::make_shared<Promise<To>>();
    QThreadPool &pool = asidePool(); // begun here, not by whoever finishes the future
    mapped(std::move(future), [&pool, promise, make = std::move(make)](const T &value) {
        pool.start([promise, make, value] {
            { // It was held as this was handed over: ThreadSanitizer sees no order inside the pool.
                const std::scoped_lock lock(continuationMutex());
            }
            promise->finish(make(value));
        });
    });
    return promise->future();
}

} // namespace headway
