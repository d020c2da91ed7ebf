#pragma once

#include <QDBusConnection>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

#include <utility>

namespace headway {

/// Sends @p call and returns at once; @p handler gets the answer, an error message too, unless @p
/// context has died by then.
template <typename Handler>
void callBus(const QDBusConnection &bus, const QDBusMessage &call, QObject *context,
             Handler handler)
{
    constexpr int patience = 10'000; // milliseconds
    if (!bus.isConnected()) { // a call on no connection never ends
        const QDBusMessage error =
            QDBusMessage::createError(QDBusError::Disconnected, QStringLiteral("No bus"));
        QMetaObject::invokeMethod(
            context, [handler = std::move(handler), error]() mutable { handler(error); },
            Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, patience), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         handler(watcher->reply());
                     });
}

/// The first argument of an answer; invalid when there is none or it is an error.
inline QVariant firstOf(const QDBusMessage &answer)
{
    const bool isAnswer = answer.type() == QDBusMessage::ReplyMessage;
    return isAnswer ? answer.arguments().value(0) : QVariant();
}

} // namespace headway
