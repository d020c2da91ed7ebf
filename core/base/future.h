#pragma once

#include "core/base/waiter.h"

#include <QFuture>
#include <QPromise>

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
/// this does not.) A future takes one whenDone(), or then(). All futures of a thread that have
/// finished meanwhile are seen to for one event: a QFutureWatcher takes four each.
template <typename T, typename Handler>
void whenDone(QFuture<T> future, QObject *context, Handler handler)
{
    if (future.isFinished()) {
        if (future.resultCount() > 0)
            handler(future.result());
        return;
    }
    auto *waiter = new FutureWaiter<T, Handler>(context, future, std::move(handler));
    future.then(QtFuture::Launch::Sync,
                [bell = waiter->bell()](const QFuture<T> &) mutable { bell.ring(); });
}

} // namespace headway
