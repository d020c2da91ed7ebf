#include "core/service/stagedtasks.h"

#include "core/service/courserecorder.h"
#include "core/store/taskrow.h"
#include "core/store/taskstore.h"

namespace headway {

namespace {

/// One that is heard of again, paused as it is, is in that state since now.
StateChange stateAfter(const Task &before, const Task &after, const QDateTime &now)
{
    StateChange state = presentState(after, now);
    if (before.status == after.status && !after.stalled)
        state.from = now;
    return state;
}

} // namespace

StagedTasks::StagedTasks(TaskStore &store, CourseRecorder &course)
    : m_store(store)
    , m_course(course)
{
}

const StagedTasks::Staged *StagedTasks::find(TaskId id) const
{
    const auto staged = m_tasks.constFind(id);
    return staged == m_tasks.constEnd() ? nullptr : &*staged;
}

void StagedTasks::add(Task task)
{
    put(std::move(task), true);
}

void StagedTasks::change(const Task &before, Task after, const QDateTime &now)
{
    if (isToBeNoted(before, after))
        m_states.emplace_back(after.id, stateAfter(before, after, now));
    const bool hasProgressOnly = differInProgressOnly(before, after);
    put(std::move(after), false, hasProgressOnly);
}

void StagedTasks::remove(Task task)
{
    const TaskId id = task.id;
    put(std::move(task), false);
    m_tasks[id].isDeleted = true;
}

void StagedTasks::put(Task changed, bool isNew, bool hasProgressOnly)
{
    const TaskId id = changed.id;
    auto task = std::make_shared<const Task>(std::move(changed));
    const auto staged = m_tasks.find(id);
    if (staged == m_tasks.end()) {
        m_tasks.insert(
            id, {.task = std::move(task), .isNew = isNew, .hasProgressOnly = hasProgressOnly});
        m_order.push_back(id);
        return;
    }
    staged->task = std::move(task);
    staged->hasProgressOnly = hasProgressOnly && (staged->hasProgressOnly || !staged->isDirty);
    staged->isDirty = true;
}

Result<void> StagedTasks::write(const QDateTime &now)
{
    m_course.beginGroup(m_order.size(), now);
    for (const TaskId id : m_order) {
        Staged &staged = m_tasks[id];
        if (!staged.isDirty)
            continue;
        if (Result<void> written = write(staged); !written)
            return written;
        if (Result<void> recorded = record(staged, now); !recorded)
            return recorded;
        staged.isDirty = false;
        staged.isNew = false;
    }
    return recordStates();
}

Result<void> StagedTasks::write(const Staged &staged)
{
    const Task &task = *staged.task;
    if (staged.isDeleted)
        return m_store.remove(task.owner, task.id, task.revision);
    if (staged.isNew)
        return m_store.insert(task);
    return staged.hasProgressOnly ? m_store.updateProgress(task) : m_store.update(task);
}

/// Behind the task itself, which it refers to.
Result<void> StagedTasks::record(const Staged &staged, const QDateTime &now)
{
    using Known = CourseRecorder::Known;
    if (staged.isDeleted)
        return {};
    return m_course.note(*staged.task, now, staged.isNew ? Known::New : Known::Before);
}

Result<void> StagedTasks::recordStates()
{
    for (const auto &[id, state] : std::exchange(m_states, {})) {
        const Staged &staged = m_tasks[id];
        if (staged.isDeleted)
            continue;
        if (Result<void> noted = m_course.noteState(staged.task->row, state); !noted)
            return noted;
    }
    return {};
}

Result<void> StagedTasks::removeAtOnce(Task task)
{
    const TaskId id = task.id;
    remove(std::move(task));
    Staged &staged = m_tasks[id];
    staged.isDirty = false;
    return write(staged);
}

QHash<AccountId, TaskChanges> StagedTasks::settle()
{
    QHash<AccountId, TaskChanges> changes;
    for (const TaskId id : m_order) {
        const Staged &staged = m_tasks[id];
        TaskChanges &ofOwner = changes[staged.task->owner];
        if (staged.isDeleted) {
            m_course.forget(*staged.task);
            ofOwner.deleted.append({id, staged.task->revision});
        } else {
            ofOwner.changed.append(*staged.task);
        }
    }
    return changes;
}

} // namespace headway
