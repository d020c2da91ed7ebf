#pragma once

#include "core/base/result.h"
#include "core/session/tasksession.h"

namespace headway {

/// The task that @p word names: a whole id, or the first characters of one, at least four, among
/// the newest thousand tasks. A whole id is not looked up.
/// Errors: NotFound, also where more than one task would do; those of TaskSession::list().
QFuture<Result<TaskId>> findTask(TaskSession &session, const QString &word);

} // namespace headway
