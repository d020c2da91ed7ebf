#include "ui/desktop/notificationsignals.h"

namespace headway {

using namespace Qt::StringLiterals;

NotificationSignals::NotificationSignals(const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface({}, u"/org/freedesktop/Notifications"_s,
                             "org.freedesktop.Notifications", bus, parent)
{
}

} // namespace headway
