#pragma once

#include "core/model/taskcounts.h"

#include <QList>

namespace headway {

/// How many tasks share a kind, a host or a label.
struct TaskGroup
{
    QString key; ///< the label's name; else empty
    QString value;
    qint64 count = 0;

    friend bool operator==(const TaskGroup &, const TaskGroup &) = default;
};

/// How an account's tasks are spread. Of kinds, hosts and labels the largest come first, and of
/// each not more than limits::groupCount.
struct TaskGroups
{
    TaskCounts statuses;
    TaskCounts recent; ///< of what has ended since the instant that was asked for
    QList<TaskGroup> kinds;
    QList<TaskGroup> hosts;
    QList<TaskGroup> labels;

    friend bool operator==(const TaskGroups &, const TaskGroups &) = default;
};

} // namespace headway
