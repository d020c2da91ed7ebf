#include "core/api/allowances.h"

#include "core/model/peer.h"

#include <algorithm>

namespace headway {

using std::chrono::microseconds;

namespace {

constexpr qsizetype accountsRemembered = 1024; ///< before those are looked for that are whole

template <typename BucketsByKey>
void forgetWhole(BucketsByKey &known, microseconds now)
{
    known.removeIf([now](auto one) {
        return std::all_of(one.value().begin(), one.value().end(),
                           [now](const TokenBucket &bucket) { return bucket.isFull(now); });
    });
}

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
    case Budget::Writes:
        return m_limits.writes;
    case Budget::Cancels:
        return m_limits.cancels;
    case Budget::Visits:
        return m_limits.visits;
    case Budget::Mistakes:
        break;
    }
    return m_limits.mistakes;
}

microseconds Allowances::take(Buckets &buckets, Budget budget, microseconds now) const
{
    return buckets.at(static_cast<size_t>(budget)).take(rateOf(budget), now);
}

microseconds Allowances::take(AccountId account, Budget budget)
{
    const microseconds now = m_clock.monotonic();
    if (m_accounts.size() >= accountsRemembered && !m_accounts.contains(account))
        forgetWhole(m_accounts, now);
    return take(m_accounts[account], budget, now);
}

microseconds Allowances::take(const Peer &stranger, Budget budget)
{
    const microseconds now = m_clock.monotonic();
    return take(m_strangers[placeOf(stranger.toString(), now)], budget, now);
}

/// @p stranger while there is room for it.
QString Allowances::placeOf(const QString &stranger, microseconds now)
{
    if (m_strangers.size() < m_limits.strangersKnown || m_strangers.contains(stranger))
        return stranger;
    forgetWhole(m_strangers, now);
    return m_strangers.size() < m_limits.strangersKnown ? stranger : QString();
}

} // namespace headway
