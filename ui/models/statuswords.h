#pragma once

#include "core/model/task.h"

namespace headway {

/// The word that people read for a status: "Running", "Waiting", ...
QString statusWord(TaskStatus status);

/// The word for a task's state at this moment: "Quiet" where a running one has gone quiet.
QString statusWord(const Task &task);

/// Where a status stands when a list is sorted by it: what needs attention first, from 0.
int statusRank(TaskStatus status);

} // namespace headway
