#pragma once

#include <QDBusAbstractInterface>

namespace headway {

/// What the user asks of one job in Plasma's list of them, with the names that it has on the bus.
/// It asks the bus for nothing, as NotificationSignals does not.
class JobViewSignals final : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    JobViewSignals(const QString &path, const QDBusConnection &bus, QObject *parent);

Q_SIGNALS:
    void suspendRequested();
    void resumeRequested();
    void cancelRequested();
};

} // namespace headway
