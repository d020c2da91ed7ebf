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

/// What a request is charged to.
enum class Budget {
    Reads,
    Writes,
    Cancels,
    Visits, ///< of whoever has not signed in
    Mistakes ///< what is malformed, or asks for what is not served
};

/// How often one account, or one stranger, may ask. Beside HttpLimits, which bound a request.
struct RateLimits
{
    bool isOn = true; ///< off: all is charged as ever, but nobody is held back or refused for it

    Rate reads{200, std::chrono::milliseconds(20)}; ///< 50 a second
    Rate writes{1000, std::chrono::milliseconds(5)}; ///< 200 a second
    /// 20 a second; its own, so that a producer at its limit can still be cancelled.
    Rate cancels{100, std::chrono::milliseconds(50)};
    Rate visits{100, std::chrono::milliseconds(50)}; ///< 20 a second, by OS user or address
    /// 50 a second; beyond them a mistake gets the same answer, only later.
    Rate mistakes{200, std::chrono::milliseconds(20)};
    qsizetype strangersKnown = 4096; ///< those beyond share one allowance

    /// How long the answer to what is too much is kept back: a client has only as many requests
    /// under way as connections, so that it is slowed who floods, and nobody else.
    std::chrono::milliseconds holdBack = std::chrono::milliseconds(100);
};

} // namespace headway
