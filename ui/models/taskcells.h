#pragma once

#include "ui/models/tasktablemodel.h"

#include <QVariant>

namespace headway {

/// What the cell of @p task in @p column holds for @p role; texts are one line, harmless, bounded.
/// Invalid for a role that the cell has nothing for.
QVariant cellData(const Task &task, TaskTableModel::Column column, int role, const QDateTime &now);

/// The same for a row whose task has not been fetched yet.
QVariant placeholder(TaskTableModel::Column column, int role);

/// What the head of @p column holds for @p role.
QVariant cellHeader(TaskTableModel::Column column, int role);

} // namespace headway
