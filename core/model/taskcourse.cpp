#include "core/model/taskcourse.h"

namespace headway {

namespace {

bool isSameState(const StateChange &a, const StateChange &b)
{
    return a.status == b.status && a.stalled == b.stalled;
}

/// One that was begun under way has not waited.
bool hasWaited(const Task &task)
{
    return task.startedAt.isNull() || task.startedAt > task.createdAt;
}

/// Whether its start is a state of its own: one that was only ever told to be completed did not
/// run, and one that began to be heard of when it was lost has its start among what was noted.
bool hasStarted(const Task &task, const QList<StateChange> &noted)
{
    if (task.startedAt.isNull())
        return false;
    if (!noted.isEmpty())
        return noted.constFirst().from >= task.startedAt;
    return task.startedAt != task.completedAt || !hasWaited(task);
}

/// Since when it is quiet, as a state behind those that its instants tell of.
QDateTime silenceOf(const Task &task)
{
    QDateTime since = task.quietSince;
    for (const QDateTime &before : {task.startedAt, task.pausedAt}) {
        if (!before.isNull())
            since = qMax(since, before);
    }
    return since;
}

} // namespace

StateChange presentState(const Task &task, const QDateTime &otherwise)
{
    StateChange state{task.status, task.stalled, otherwise};
    if (isEnded(task.status))
        state.from = task.completedAt;
    else if (task.stalled)
        state.from = silenceOf(task);
    else if (task.status == TaskStatus::Paused)
        state.from = task.pausedAt;
    else if (task.status == TaskStatus::Pending)
        state.from = task.createdAt;
    return state;
}

bool isToBeNoted(const Task &before, const Task &after)
{
    if (before.status == after.status && before.stalled == after.stalled)
        return false;
    const bool isStart = before.status == TaskStatus::Pending
        && after.status == TaskStatus::Processing && !after.stalled;
    const bool isEnd = isEnded(after.status) && after.status != TaskStatus::Lost;
    return !isStart && !isEnd;
}

QList<StateChange> statesOf(const Task &task, const QList<StateChange> &noted)
{
    QList<StateChange> states;
    if (hasWaited(task))
        states.append({TaskStatus::Pending, false, task.createdAt});
    if (hasStarted(task, noted))
        states.append({TaskStatus::Processing, false, task.startedAt});
    states.append(noted);
    const StateChange present = presentState(task, task.updatedAt);
    if (states.isEmpty() || !isSameState(states.constLast(), present))
        states.append(present);
    return states;
}

} // namespace headway
