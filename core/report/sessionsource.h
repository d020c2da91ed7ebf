#pragma once

#include "core/session/tasksession.h"

#include <functional>

namespace headway {

/// Makes a session with the service as it is now: it may have been started anew, with a new
/// address and a new secret, since it could not be reached.
/// Errors: Unreachable when none runs; NotSignedIn; InvalidArgument.
using SessionSource = std::function<Result<TaskSessionPtr>()>;

} // namespace headway
