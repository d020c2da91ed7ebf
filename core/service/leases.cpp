#include "core/service/leases.h"

#include <algorithm>

namespace headway {

using std::chrono::milliseconds;

Leases::Leases(const Clock &clock, const LeaseTimes &times)
    : m_clock(clock)
    , m_times(times)
    , m_lookedAt(clock.monotonic())
{
}

void Leases::open(TaskId id)
{
    const QMutexLocker locker(&m_mutex);
    if (!renewNow(id))
        m_leases.insert(id, m_fresh.insert(m_fresh.end(), {id, time()}));
}

bool Leases::renew(TaskId id)
{
    const QMutexLocker locker(&m_mutex);
    return renewNow(id);
}

bool Leases::renewNow(TaskId id)
{
    const auto found = m_leases.constFind(id);
    if (found == m_leases.constEnd())
        return false;
    const Line::iterator lease = *found;
    m_fresh.splice(m_fresh.end(), lease->isQuiet ? m_quiet : m_fresh, lease);
    lease->seenAt = time();
    lease->isQuiet = false;
    return true;
}

void Leases::drop(TaskId id)
{
    const QMutexLocker locker(&m_mutex);
    const auto found = m_leases.constFind(id);
    if (found == m_leases.constEnd())
        return;
    const Line::iterator lease = *found;
    (lease->isQuiet ? m_quiet : m_fresh).erase(lease);
    m_leases.erase(found);
}

bool Leases::isEmpty() const
{
    const QMutexLocker locker(&m_mutex);
    return m_leases.isEmpty();
}

/// Never goes back, whatever lies between two looks.
milliseconds Leases::time() const
{
    return m_time + std::clamp(m_clock.monotonic() - m_lookedAt, milliseconds(0), m_times.gap);
}

bool Leases::isOver(const Lease &lease) const
{
    return m_time - lease.seenAt >= (lease.isQuiet ? m_times.lost : m_times.quiet);
}

std::vector<Lapse> Leases::look(size_t atMost)
{
    const QMutexLocker locker(&m_mutex);
    m_time = time();
    m_lookedAt = m_clock.monotonic();
    std::vector<Lapse> lapses;
    gather(m_quiet, atMost, lapses);
    gather(m_fresh, atMost, lapses);
    return lapses;
}

void Leases::gather(const Line &line, size_t atMost, std::vector<Lapse> &lapses) const
{
    for (auto lease = line.begin(); lease != line.end() && isOver(*lease) && lapses.size() < atMost;
         ++lease)
        lapses.push_back({lease->id, m_time - lease->seenAt, lease->isQuiet});
}

void Leases::settle(const std::vector<Lapse> &lapses)
{
    const QMutexLocker locker(&m_mutex);
    for (const Lapse &lapse : lapses) {
        const auto found = m_leases.constFind(lapse.id);
        if (found == m_leases.constEnd() || (*found)->isQuiet || !isOver(**found))
            continue;
        m_quiet.splice(m_quiet.end(), m_fresh, *found);
        (*found)->isQuiet = true;
    }
}

} // namespace headway
