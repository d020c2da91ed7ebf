#include "core/runner/usagemeter.h"

#include "core/model/limits.h"

#include <algorithm>
#include <cmath>

namespace headway {

UsageMeter::UsageMeter(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &UsageMeter::measure);
}

void UsageMeter::start(std::chrono::milliseconds between)
{
    m_before = usageOfDescendants();
    m_since.start();
    m_timer.start(between);
}

void UsageMeter::measure()
{
    const std::chrono::milliseconds wall(m_since.restart());
    const TreeUsage after = usageOfDescendants();
    const ResourceUsage usage = usageBetween(m_before, after, wall);
    m_before = after;
    if (m_told && !differVisibly(*m_told, usage))
        return;
    m_told = usage;
    Q_EMIT changed(usage);
}

/// The time goes back where a process ends for which nobody waits.
ResourceUsage usageBetween(const TreeUsage &before, const TreeUsage &after,
                           std::chrono::milliseconds wall)
{
    const double used = static_cast<double>((after.processor - before.processor).count());
    const double percent = 100 * used / std::max(1.0, static_cast<double>(wall.count()));
    return {std::clamp(std::round(percent), 0.0, limits::cpuPercentMax),
            std::clamp<qint64>(after.memoryBytes, 0, limits::memoryBytesMax)};
}

bool differVisibly(const ResourceUsage &a, const ResourceUsage &b)
{
    constexpr qint64 part = 64;
    const qint64 before = a.memoryBytes.value_or(0);
    const qint64 after = b.memoryBytes.value_or(0);
    return a.cpuPercent != b.cpuPercent
        || std::abs(after - before) > std::max(before, after) / part;
}

} // namespace headway
