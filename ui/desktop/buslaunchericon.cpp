#include "ui/desktop/buslaunchericon.h"

#include <QDBusMessage>
#include <QVariantMap>

namespace headway {

using namespace Qt::StringLiterals;

BusLauncherIcon::BusLauncherIcon(const QDBusConnection &bus)
    : m_bus(bus)
{
}

void BusLauncherIcon::show(const LauncherState &state)
{
    const QVariantMap properties{
        {u"progress"_s, state.percent.value_or(0) / 100.0},
        {u"progress-visible"_s, state.percent.has_value()},
        {u"count"_s, static_cast<qint64>(state.count)},
        {u"count-visible"_s, state.count > 0},
    };
    QDBusMessage update =
        QDBusMessage::createSignal(u"/com/canonical/unity/launcherentry/headway"_s,
                                   u"com.canonical.Unity.LauncherEntry"_s, u"Update"_s);
    update.setArguments({u"application://headway.desktop"_s, properties});
    m_bus.send(update);
}

} // namespace headway
