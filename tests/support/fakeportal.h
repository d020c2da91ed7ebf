#pragma once

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QHash>

namespace headway {

/// The settings of a desktop portal: what a test puts there.
class FakePortal final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    /// Answers on @p bus until @p parent dies.
    FakePortal(QDBusConnection bus, QObject *parent)
        : QDBusAbstractAdaptor(parent)
    {
        bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), parent);
        bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
    }

    void put(const QString &group, const QString &key, const QVariant &value)
    {
        m_values.insert(group + key, value);
        Q_EMIT SettingChanged(group, key, QDBusVariant(value));
    }

public Q_SLOTS:
    /// A variant in a variant, as the real one; an unknown key is an empty text here, an error
    /// there.
    QDBusVariant Read(const QString &group, const QString &key)
    {
        const QVariant value = m_values.value(group + key, QString());
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    QHash<QString, QVariant> m_values;
};

} // namespace headway
