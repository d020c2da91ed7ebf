#pragma once

#include "core/api/reply.h"
#include "core/api/taskviews.h"

namespace headway {

struct Call;

/// Why a task is not told.
using TaskRefusal = std::optional<Error> (*)(const Task &task);

/// The task in the path of @p call, told in @p view unless @p refusal has something against it: at
/// once when it is at hand, else when the session has found it.
Reply taskReply(const Call &call, TaskView view, TaskRefusal refusal = nullptr);

} // namespace headway
