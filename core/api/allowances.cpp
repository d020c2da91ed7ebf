#include "core/api/allowances.h"

#include "core/model/peer.h"

#include <algorithm>

namespace headway {

using std::chrono::microseconds;

namespace {

constexpr qsizetype accountsRemembered = 1024; ///< before those are looked for that are whole

} // namespace

Allowances::Allowances(const RateLimits &limits, const Clock &clock)
    : m_limits(limits)
    , m_clock(clock)
{
}

const Rate &Allowances::rateOf(Budget budget) const
{
    switch (budget) {
    case Budget::Reads:
        return m_limits.reads;
    case Budget::Cancels:
        return m_limits.cancels;
    case Budget::Writes:
        break;
    }
    return m_limits.writes;
}

microseconds Allowances::take(AccountId account, Budget budget)
{
    const microseconds now = m_clock.monotonic();
    auto found = m_accounts.find(account);
    if (found == m_accounts.end()) {
        if (m_accounts.size() >= accountsRemembered) {
            m_accounts.removeIf([now](auto known) {
                return std::all_of(known.value().begin(), known.value().end(),
                                   [now](const TokenBucket &one) { return one.isFull(now); });
            });
        }
        found = m_accounts.insert(account, {});
    }
    return found->at(static_cast<size_t>(budget)).take(rateOf(budget), now);
}

microseconds Allowances::take(const Peer &stranger)
{
    const microseconds now = m_clock.monotonic();
    return m_strangers[placeOf(stranger.toString(), now)].take(m_limits.strangers, now);
}

/// @p stranger while there is room for it.
QString Allowances::placeOf(const QString &stranger, microseconds now)
{
    if (m_strangers.contains(stranger) || m_strangers.size() < m_limits.strangersKnown)
        return stranger;
    m_strangers.removeIf([now](auto known) { return known.value().isFull(now); });
    return m_strangers.size() < m_limits.strangersKnown ? stranger : QString();
}

} // namespace headway
