#include "ui/desktop/portalsignals.h"

namespace headway {

using namespace Qt::StringLiterals;

PortalSignals::PortalSignals(const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface({}, u"/org/freedesktop/portal/desktop"_s,
                             "org.freedesktop.portal.Settings", bus, parent)
{
    // A signal is connected by the names of its types, which QtDBus makes known only with its first
    // call.
    qRegisterMetaType<QDBusVariant>();
}

} // namespace headway
