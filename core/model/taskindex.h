#pragma once

#include "core/model/taskcounts.h"

#include <QList>

namespace headway {

/// Which ended tasks a list holds, in its order, at four bytes a task.
struct TaskIndex
{
    QList<quint32> rows; ///< of Task::row
    TaskCounts counts; ///< of all the account's tasks, whatever was asked for
    quint64 revision = 0; ///< of the newest change that the index is sure to know of

    friend bool operator==(const TaskIndex &, const TaskIndex &) = default;
};

} // namespace headway
