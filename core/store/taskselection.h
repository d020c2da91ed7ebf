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

/// A statement, with the values that go with it.
struct Selection
{
    QString sql;
    QVariantList values;
};

/// Gives the rows of @p owner's ended tasks that pass @p filter, whatever page it asks for. In the
/// place of one that does not comes now and then a null: only where SQLite has something to give
/// can it be stopped.
Selection selectEndedRows(AccountId owner, const TaskFilter &filter);

} // namespace headway
