#pragma once

#include "core/model/task.h"

namespace headway {

/// One task as a line of the live view, no wider than @p width: status, name, progress, time and
/// message, of which a narrow window shows less. @p nameColumns is what the name takes.
QString watchLine(const Task &task, const QDateTime &now, int nameColumns, int width);
/// How many columns the names of @p tasks are worth in a window of @p width.
int watchNameColumns(const QList<Task> &tasks, int width);
/// "3 tasks: 2 processing, 1 completed", or that there is none.
QString watchSummary(const QList<Task> &tasks);

/// One change as a line for scripts: id, status, progress, name and message with tabs between.
QString changeLine(const Task &task);

} // namespace headway
