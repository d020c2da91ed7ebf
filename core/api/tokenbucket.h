#pragma once

#include "core/api/ratelimits.h"

namespace headway {

/// An allowance that fills up again as time passes. Knows nothing but when it will be full, which
/// is all there is to know.
class TokenBucket
{
public:
    /// Takes one token. @p now is on a monotonic clock.
    /// @return 0 when it was there, else how long until there is one
    std::chrono::microseconds take(const Rate &rate, std::chrono::microseconds now);

    /// A bucket that is full is as good as a new one.
    bool isFull(std::chrono::microseconds now) const { return m_fullAt <= now; }

private:
    std::chrono::microseconds m_fullAt = std::chrono::microseconds::min();
};

} // namespace headway
