#pragma once

#include "core/api/tokenbucket.h"
#include "core/base/clock.h"
#include "core/base/ids.h"

#include <QHash>

#include <array>

namespace headway {

struct Peer;

/// What every account, and everybody who has not signed in, may still ask. Remembers only those
/// whose allowance is not whole.
class Allowances
{
public:
    /// @p clock is borrowed and outlives this.
    Allowances(const RateLimits &limits, const Clock &clock);

    /// Charges one request. @return 0 when that was allowed, else how long until one is
    std::chrono::microseconds take(AccountId account, Budget budget);
    std::chrono::microseconds take(const Peer &stranger, Budget budget);

    /// Of how many something is remembered.
    qsizetype size() const { return m_accounts.size() + m_strangers.size(); }

private:
    using Buckets = std::array<TokenBucket, 5>; ///< by Budget

    const Rate &rateOf(Budget budget) const;
    std::chrono::microseconds take(Buckets &buckets, Budget budget,
                                   std::chrono::microseconds now) const;
    QString placeOf(const QString &stranger, std::chrono::microseconds now);

    const RateLimits m_limits;
    const Clock &m_clock;
    QHash<AccountId, Buckets> m_accounts;
    QHash<QString, Buckets> m_strangers; ///< by Peer::toString(); "" for those without a place
};

} // namespace headway
