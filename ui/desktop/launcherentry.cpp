#include "ui/desktop/launcherentry.h"

#include "ui/desktop/livewatch.h"

#include <QDBusMessage>
#include <QVariantMap>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

LauncherState launcherState(const LiveWatch &watch)
{
    LauncherState state;
    state.count = watch.runningCount();
    if (const std::optional<double> fraction = watch.fraction())
        state.percent = static_cast<int>(*fraction * 100);
    return state;
}

LauncherEntry::LauncherEntry(const LiveWatch &watch, const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_bus(bus)
    , m_throttle(400ms)
{
    for (const auto changed : {&LiveWatch::begun, &LiveWatch::listed})
        connect(&watch, changed, &m_throttle, &Throttle::want);
    connect(&watch, &LiveWatch::changed, &m_throttle, &Throttle::want);
    connect(&m_throttle, &Throttle::due, this, [this] { tell(launcherState(m_watch)); });
}

LauncherEntry::~LauncherEntry()
{
    tell({});
}

void LauncherEntry::tell(const LauncherState &state)
{
    if (state == m_told)
        return;
    m_told = state;
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
