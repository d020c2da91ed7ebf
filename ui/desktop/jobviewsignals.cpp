#include "ui/desktop/jobviewsignals.h"

namespace headway {

JobViewSignals::JobViewSignals(const QString &path, const QDBusConnection &bus, QObject *parent)
    : QDBusAbstractInterface({}, path, "org.kde.JobViewV3", bus, parent)
{
}

} // namespace headway
