#pragma once

#include "ui/models/tasktablemodel.h"

namespace headway {

/// Where a task that has not ended stands when its like are sorted by a column.
struct LiveKey
{
    double number = 0;
    QString text; ///< case-folded

    friend bool operator==(const LiveKey &, const LiveKey &) = default;
    friend bool operator<(const LiveKey &a, const LiveKey &b)
    {
        return a.number != b.number ? a.number < b.number : a.text < b.text;
    }
};

/// What is not known stands last when the smallest comes first. No column: the order of making.
LiveKey liveKeyOf(const Task &task, std::optional<TaskTableModel::Column> column,
                  const QDateTime &now);

/// Whether the order by @p column can change while tasks get on.
bool changesWhileLive(TaskTableModel::Column column);

/// The order of the ended tasks that goes with a column; for one that tells nothing of them, the
/// usual one.
TaskSort historySort(std::optional<TaskTableModel::Column> column, Qt::SortOrder order);

} // namespace headway
