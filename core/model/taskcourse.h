#pragma once

#include "core/model/task.h"

namespace headway {

/// From one instant on, a task was in this state.
struct StateChange
{
    TaskStatus status = TaskStatus::Pending;
    bool stalled = false; ///< under way, and its producer had gone quiet
    QDateTime from; ///< UTC

    friend bool operator==(const StateChange &, const StateChange &) = default;
};

/// How far a task was at one moment of its run, and what it used. What was not known is absent.
struct CourseSample
{
    std::chrono::milliseconds elapsed{}; ///< since its start, without its pauses
    std::optional<double> fraction; ///< of the work done, [0, 1]
    std::optional<double> current; ///< in the task's unit, not negative
    qint64 outputBytes = 0; ///< the size of its output
    ResourceUsage usage;

    friend bool operator==(const CourseSample &, const CourseSample &) = default;
};

/// What a task's run was like over time. The samples begin after its start and end before its end,
/// which the task itself tells; there are never more than limits::sampleCount.
struct TaskCourse
{
    QList<StateChange> states; ///< all, from the first to the present one
    QList<CourseSample> samples; ///< in the order of elapsed, which is each one's own

    friend bool operator==(const TaskCourse &, const TaskCourse &) = default;
};

/// How @p task stands, and since when: where it does not say so itself, since @p otherwise.
StateChange presentState(const Task &task, const QDateTime &otherwise);

/// Whether no Task tells of the move from @p before to @p after, so that it has to be noted: its
/// first start and its end are known from its instants.
bool isToBeNoted(const Task &before, const Task &after);

/// All states that @p task was in, from those that were noted of it, in order.
QList<StateChange> statesOf(const Task &task, const QList<StateChange> &noted);

} // namespace headway
