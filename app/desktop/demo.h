#pragma once

#include "app/desktop/desktopoptions.h"

namespace headway {

/// If @p options ask for it, starts a handful of real commands through the `headway` that lies
/// beside this program, so that there is something to watch in the first minute: a percentage, a
/// count, one with no known end, one that fails, one that is long. They go on by themselves, for
/// two minutes at most. What fails is told on standard error.
void startDemoIfWanted(const DesktopOptions &options);

} // namespace headway
