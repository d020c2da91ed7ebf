#pragma once

#include "core/base/ids.h"
#include "core/model/taskcounts.h"

#include <QDateTime>
#include <QList>

#include <chrono>

namespace headway {

/// How many tasks began and ended in one quarter of an hour of UTC. The offset of every time zone
/// is a whole number of them, so that they add up to the hours and days of any.
struct QuarterHour
{
    QDateTime begin; ///< UTC
    qint64 started = 0;
    TaskCounts ended; ///< by how they did

    friend bool operator==(const QuarterHour &, const QuarterHour &) = default;
};

inline constexpr std::chrono::milliseconds quarterHour = std::chrono::minutes(15);

/// How many tasks of one name there are, whatever its case.
struct NameCount
{
    QString name; ///< as the newest of them has it
    qint64 count = 0;

    friend bool operator==(const NameCount &, const NameCount &) = default;
};

/// An account's tasks in some period, in figures.
struct TaskStatistics
{
    QList<QuarterHour> quarters; ///< in order; one in which nothing happened is left out
    QList<NameCount>
        names; ///< of what ended in it: the limits::nameCount most frequent, those first

    friend bool operator==(const TaskStatistics &, const TaskStatistics &) = default;
};

/// One run of a command: an ended task that had started.
struct TaskRun
{
    quint32 row = 0; ///< Task::row
    TaskId id;
    TaskStatus status = TaskStatus::Completed;
    QDateTime completedAt; ///< UTC
    std::chrono::milliseconds elapsed{}; ///< from its start to its end, without its pauses

    friend bool operator==(const TaskRun &, const TaskRun &) = default;
};

} // namespace headway
