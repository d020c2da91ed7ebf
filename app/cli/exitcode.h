#pragma once

#include "core/base/error.h"

namespace headway {

/// What the program ends with, but for `run`, which ends with its command's code.
enum ExitCode : int {
    Done = 0,
    Failed = 1, ///< it did not succeed
    WrongUsage = 2,
    ServiceUnreachable = 3,
    NotSignedIn = 4,
    NotYours = 5,
    NoSuchTask = 6,
};

ExitCode exitCodeOf(ErrorCode code);

} // namespace headway
