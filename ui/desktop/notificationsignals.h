#pragma once

#include <QDBusAbstractInterface>

namespace headway {

/// What a notification server tells, with the names that it has on the bus. It asks the bus for
/// nothing: with no service named, no owner of a name has to be found first, which would wait.
/// Source: Desktop Notifications Specification 1.2
class NotificationSignals final : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    explicit NotificationSignals(const QDBusConnection &bus, QObject *parent = nullptr);

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &key);
    void NotificationClosed(uint id, uint reason);
};

} // namespace headway
