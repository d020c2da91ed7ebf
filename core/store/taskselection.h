#pragma once

#include "core/base/ids.h"
#include "core/model/taskfilter.h"
#include "core/model/tasksort.h"
#include "core/store/queryterms.h"

#include <QStringList>

namespace headway {

/// What a task `t` has to be to pass @p filter, whatever page it asks for but for where that
/// begins.
Condition conditionFor(AccountId owner, const TaskFilter &filter);

/// The statements that give the rows of an owner's ended tasks, one after the other in the order of
/// @p sort. Each has a placeholder for the owner.
QStringList endedRowsSql(const TaskSort &sort);

} // namespace headway
