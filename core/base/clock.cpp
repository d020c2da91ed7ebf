#include "core/base/clock.h"

namespace headway {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    // CLOCK_MONOTONIC on Linux, which does not count suspended time.
    const auto sinceStart = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(sinceStart);
}

} // namespace headway
