#include "ui/desktop/portalsignals.h"

namespace headway {

using namespace Qt::StringLiterals;

PortalSignals::PortalSignals(const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface({}, u"/org/freedesktop/portal/desktop"_s,
                             "org.freedesktop.portal.Settings", bus, parent)
{
}

} // namespace headway
