#pragma once

#include <QDBusAbstractInterface>
#include <QDBusVariant>

namespace headway {

/// What the desktop portal tells of its settings, with the names that it has on the bus. Asks the
/// bus for nothing, as NotificationSignals.
class PortalSignals final : public QDBusAbstractInterface
{
    Q_OBJECT

public:
    explicit PortalSignals(const QDBusConnection &bus, QObject *parent = nullptr);

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace headway
