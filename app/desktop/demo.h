#pragma once

#include <QString>

namespace headway {

/// Starts a handful of real commands through the `headway` that lies beside this program, so that
/// there is something to watch in the first minute: a percentage, a count, one with no known end,
/// one that fails, one that is long. They go on by themselves, for two minutes at most.
/// @param dataDirectory as on the command line; "" for the usual one
/// @return false when there is no such program
bool startDemo(const QString &dataDirectory);

} // namespace headway
