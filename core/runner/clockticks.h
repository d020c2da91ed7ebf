#pragma once

#include <QtGlobal>

#include <chrono>

#include <unistd.h>

namespace headway {

/// What proc(5) counts times in.
inline std::chrono::milliseconds fromTicks(qint64 ticks)
{
    static const qint64 ticksPerSecond = ::sysconf(_SC_CLK_TCK);
    return std::chrono::milliseconds(ticks * 1000 / ticksPerSecond);
}

} // namespace headway
