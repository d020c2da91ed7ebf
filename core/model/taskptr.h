#pragma once

#include "core/model/task.h"

#include <memory>

namespace headway {

/// One state of a task, shared by all who look at it; the next state is another object.
using TaskPtr = std::shared_ptr<const Task>;

} // namespace headway
