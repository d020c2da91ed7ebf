#include "ui/desktop/launcherentry.h"

#include "ui/desktop/livewatch.h"

namespace headway {

using namespace std::chrono_literals;

LauncherState launcherState(const LiveWatch &watch)
{
    LauncherState state;
    state.count = watch.runningCount();
    if (const std::optional<double> fraction = watch.fraction())
        state.percent = static_cast<int>(*fraction * 100);
    return state;
}

LauncherEntry::LauncherEntry(const LiveWatch &watch, std::unique_ptr<LauncherIcon> icon,
                             QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_icon(std::move(icon))
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
    m_icon->show(state);
}

} // namespace headway
