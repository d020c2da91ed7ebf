#pragma once

#include "core/base/clock.h"
#include "core/store/accountstore.h"

#include <atomic>

namespace headway {

/// How long a session holds: 8 hours beyond its last use and 7 days in all. Both clocks are asked
/// and the first to say so ends it: setting the wall clock back prolongs nothing, and a machine
/// that sleeps keeps nobody signed in. Any thread.
class SessionLife
{
public:
    static constexpr std::chrono::milliseconds lifetime = std::chrono::hours(7 * 24);
    static constexpr std::chrono::milliseconds idleMax = std::chrono::hours(8);
    /// How far what is written of the last use may be behind.
    static constexpr std::chrono::milliseconds useGrain = std::chrono::minutes(5);

    /// Of a session just made or read. What it says of times to come is not believed.
    SessionLife(const StoredCredential &session, const Clock &clock);

    bool isOver(const Clock &clock) const;
    /// Notes that it is used now.
    /// @return whether that is to be written down: not again within useGrain, whoever asks
    bool use(const Clock &clock);
    /// On the monotonic clock; negative for what was before it.
    std::chrono::milliseconds lastUse() const { return m_used.load(); }

private:
    using Instant = std::atomic<std::chrono::milliseconds>;

    std::chrono::milliseconds m_wallEnd{}; ///< since 1970
    std::chrono::milliseconds m_end{}; ///< like the following on the monotonic clock
    Instant m_wallUsed;
    Instant m_used;
    Instant m_written;
};

} // namespace headway
