#pragma once

#include "core/base/result.h"
#include "core/model/taskptr.h"
#include "core/store/taskstore.h"

namespace headway {

class TaskBoard;

// The rule of who sees which task, in one place.

/// @p task unless it belongs to somebody else. Errors: AccessDenied.
Result<TaskPtr> ownedBy(AccountId owner, const TaskPtr &task);

/// The task as it is on the board; null on a miss. Errors: AccessDenied.
Result<TaskPtr> findOwned(const TaskBoard &board, AccountId owner, TaskId id);

/// The task as it is in the database. Errors: NotFound; AccessDenied for another account's;
/// StorageFailed.
Result<Task> findOwned(TaskStore &store, AccountId owner, TaskId id);

} // namespace headway
