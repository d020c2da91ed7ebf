#pragma once

#include "core/base/result.h"

#include <QDebug>

#include <utility>

// For programs that can measure nothing once something has failed.

namespace headway {

/// @return what @p result holds; ends the program when that is an error
template <typename T>
T valueOf(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}

/// Ends the program when @p result is an error.
inline void check(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
}

} // namespace headway
