#pragma once

#include "core/base/result.h"
#include "core/model/period.h"
#include "core/model/taskfilter.h"

#include <optional>

namespace headway {

// A name that is too long to be asked for is asked for by a task that has it.

/// What ended in @p period and has the beginning of @p name in its texts: the task is among the few
/// newest of those, or hard to find.
TaskFilter beginningLike(const QString &name, const Period &period);

/// The newest task of @p page that is called @p name, whatever its case; nullopt: none is.
/// Errors: those of the page; InvalidArgument when it may stand on a later one.
Result<std::optional<TaskId>> taskCalled(const QString &name, const Result<TaskPage> &page);

} // namespace headway
