#pragma once

#include <QDateTime>

#include <chrono>

namespace headway {

/// Where the program gets the time from, so that tests can turn it. Callable from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// The wall clock: UTC, milliseconds. It may jump.
    virtual QDateTime now() const = 0;
    /// Time since some fixed point; never goes back, stands still while the machine is suspended:
    /// CLOCK_MONOTONIC on Linux, which does neither. Source: clock_gettime(2)
    virtual std::chrono::milliseconds monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
};

} // namespace headway
