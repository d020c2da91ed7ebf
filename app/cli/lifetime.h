#pragma once

#include "core/base/result.h"

#include <QString>

#include <chrono>

namespace headway {

/// Reads 90s, 45m, 12h or 30d. Errors: InvalidArgument with a sentence, also for none at all and
/// for more than a hundred years.
Result<std::chrono::seconds> readLifetime(const QString &text);

} // namespace headway
