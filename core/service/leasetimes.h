#pragma once

#include <chrono>

namespace headway {

/// How long a task whose producer is heard of regularly may be silent. A producer that lives is
/// heard of every 10 seconds.
struct LeaseTimes
{
    using Milliseconds = std::chrono::milliseconds;

    Milliseconds quiet = std::chrono::seconds(30); ///< from the last sign of life to stalled
    Milliseconds lost = std::chrono::minutes(5); ///< from the last sign of life to lost
    Milliseconds sweep = std::chrono::seconds(1); ///< between looks for silent tasks
    /// The time between two looks counts as this at most: while the service itself stood still, it
    /// could hear of nobody.
    Milliseconds gap = std::chrono::seconds(5);
};

} // namespace headway
