#include "core/api/tokenbucket.h"

#include <algorithm>

namespace headway {

std::chrono::microseconds TokenBucket::take(const Rate &rate, std::chrono::microseconds now)
{
    const std::chrono::microseconds before = std::max(m_fullAt, now);
    const std::chrono::microseconds latest = now + rate.each * (rate.burst - 1);
    if (before > latest)
        return before - latest;
    m_fullAt = before + rate.each;
    return {};
}

} // namespace headway
