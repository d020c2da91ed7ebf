#pragma once

#include <QtGlobal>

#include <chrono>

namespace headway {

/// So many at once, and then one more each time so long has passed.
struct Rate
{
    int burst = 1; ///< at least 1
    std::chrono::microseconds each = std::chrono::seconds(1); ///< above 0
};

/// What a route is charged to.
enum class Budget { Reads, Writes, Cancels };

/// How often one account, or one stranger, may ask. Beside HttpLimits, which bound a request.
struct RateLimits
{
    bool isOn = true; ///< off: nobody is charged for anything

    Rate reads{200, std::chrono::milliseconds(20)}; ///< 50 a second
    Rate writes{1000, std::chrono::milliseconds(5)}; ///< 200 a second
    /// 20 a second; its own, so that a producer at its limit can still be cancelled.
    Rate cancels{100, std::chrono::milliseconds(50)};
    /// 20 a second: of an OS user or an address that has not signed in.
    Rate strangers{100, std::chrono::milliseconds(50)};
    qsizetype strangersKnown = 4096; ///< those beyond share one allowance

    /// How long the answer to one request too many is kept back: a client has only as many under
    /// way as it has connections, so that who floods is slowed and the others are not.
    std::chrono::milliseconds holdBack = std::chrono::milliseconds(100);
};

} // namespace headway
