#pragma once

#include "ui/models/tasktablemodel.h"

namespace headway {

/// Where a task that has not ended stands when its like are sorted by a column.
struct LiveKey
{
    double number = 0;
    QString text; ///< case-folded

    /// @return less than 0 when @p a comes before @p b, more when after it
    friend int compare(const LiveKey &a, const LiveKey &b)
    {
        if (a.number != b.number)
            return a.number < b.number ? -1 : 1;
        return QString::compare(a.text, b.text);
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
