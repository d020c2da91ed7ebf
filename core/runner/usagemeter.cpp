#include "core/runner/usagemeter.h"

#include "core/model/limits.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <unistd.h>

namespace headway {

namespace {

int coresOnline()
{
    return std::max(1, static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)));
}

} // namespace

UsageMeter::UsageMeter(QObject *parent)
    : UsageMeter([] { return usageOfDescendants(); }, parent)
{
}

UsageMeter::UsageMeter(Source source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
{
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &UsageMeter::measure);
}

void UsageMeter::start(std::chrono::milliseconds between)
{
    const std::optional<TreeUsage> begun = m_source();
    if (!begun)
        return;
    m_before = *begun;
    m_since.start();
    m_timer.start(between);
}

void UsageMeter::measure()
{
    const std::optional<TreeUsage> after = m_source();
    if (!after)
        return stop();
    if (after->memoryBytes == 0) // all have ended, and are about to be waited for
        return;
    const std::chrono::milliseconds wall(m_since.restart());
    const ResourceUsage usage = usageBetween(m_before, *after, wall, coresOnline());
    goOnFrom(*after);
    Q_EMIT measured(usage);
    tell(usage);
}

/// The time of one that ends is missing for a moment, until it counts as its parent's; and for
/// good where nobody waits for it.
void UsageMeter::goOnFrom(const TreeUsage &after)
{
    const bool isLess = after.processor < m_before.processor;
    if (isLess && !m_isHeld)
        m_before.memoryBytes = after.memoryBytes;
    else
        m_before = after;
    m_isHeld = isLess && !m_isHeld;
}

void UsageMeter::tell(const ResourceUsage &usage)
{
    ++m_calm;
    if (m_told && (m_calm < calmMeasurements || !differVisibly(*m_told, usage)))
        return;
    m_told = usage;
    m_calm = 0;
    Q_EMIT changed(usage);
}

/// The time goes back where a process ends for which nobody waits.
ResourceUsage usageBetween(const TreeUsage &before, const TreeUsage &after,
                           std::chrono::milliseconds wall, int cores)
{
    const double used = static_cast<double>((after.processor - before.processor).count());
    const double percent = 100 * used / std::max(1.0, static_cast<double>(wall.count()));
    const double most = std::min(100.0 * cores, limits::cpuPercentMax);
    return {std::clamp(std::round(percent), 0.0, most),
            std::clamp<qint64>(after.memoryBytes, 0, limits::memoryBytesMax)};
}

bool differVisibly(const ResourceUsage &a, const ResourceUsage &b)
{
    constexpr int part = 16;
    constexpr double points = 5;
    const double percentBefore = a.cpuPercent.value_or(0);
    const double percent = b.cpuPercent.value_or(0);
    const qint64 bytesBefore = a.memoryBytes.value_or(0);
    const qint64 bytes = b.memoryBytes.value_or(0);
    return std::abs(percent - percentBefore)
        > std::max(points, std::max(percent, percentBefore) / part)
        || std::abs(bytes - bytesBefore) > std::max(bytes, bytesBefore) / part;
}

} // namespace headway
