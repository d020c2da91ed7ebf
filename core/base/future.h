#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

#include <utility>

namespace headway {

template <typename T>
QFuture<T> readyFuture(T value)
{
    return QtFuture::makeReadyFuture(std::move(value));
}

/// Calls @p handler with the future's result, once, in the thread of @p context, which must be the
/// current one; at once when the future has finished already. Nothing is called after the context
/// died or when the future was cancelled. (QFuture::then with a dead context asserts on Qt 6.4;
/// this does not.)
template <typename T, typename Handler>
void whenDone(QFuture<T> future, QObject *context, Handler handler)
{
    if (future.isFinished()) {
        if (future.resultCount() > 0)
            handler(future.result());
        return;
    }
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             handler(watcher->future().result());
                     });
    watcher->setFuture(std::move(future));
}

} // namespace headway
