#pragma once

#include "core/model/task.h"

#include <QVariantList>

class QSqlQuery;

namespace headway {

/// The columns of a task in the order of taskToRow(), without seq and name_key.
const QStringList &taskColumns();

/// A SELECT of tasks `t`, @p rest behind its FROM: seq, taskColumns(), the owner's email. Of
/// removed accounts there are none.
QString selectTasks(const QString &rest);

QVariantList taskToRow(const Task &task);

/// The columns that a report of progress changes, in the order of progressToRow().
const QStringList &progressColumns();
QVariantList progressToRow(const Task &task);
/// Whether those columns hold all in which the two differ.
bool differInProgressOnly(const Task &before, Task after);

/// @p row as made by taskToRow(), the owner's email behind it.
Task taskFromRow(const QVariantList &row);

/// Reads a row of selectTasks().
Task taskFromQuery(const QSqlQuery &query);

} // namespace headway
