#pragma once

#include "ui/window/appearance.h"

#include <QDBusConnection>
#include <QObject>

class QDBusVariant;

namespace headway {

/// Whether the desktop's user wants it light, dark or in high contrast, as the desktop portal tells
/// it, now and whenever that changes. Every call returns at once.
/// Source: XDG Desktop Portal documentation, org.freedesktop.portal.Settings
class LookPortal : public QObject
{
    Q_OBJECT

public:
    explicit LookPortal(const QDBusConnection &bus, QObject *parent = nullptr);

Q_SIGNALS:
    /// Once soon after the start, whatever there is to be told, then at every change.
    void changed(const headway::SystemLook &look);

private:
    void read(const QString &group, const QString &key);
    void take(const QString &group, const QString &key, const QVariant &value);
    void follow(const QString &group, const QString &key, const QDBusVariant &value);
    void tell();

    QDBusConnection m_bus;
    int m_asked = 0; ///< answers that are still to come
    SystemLook::Scheme m_scheme = SystemLook::Scheme::Unknown;
    bool m_wantsContrast = false; ///< by the portal's own key
    bool m_gnomeWantsContrast = false; ///< by GNOME's, which knew it years before
};

} // namespace headway
