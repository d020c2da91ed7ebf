#include "core/service/taskboard.h"

#include <mutex>

namespace headway {

namespace {

constexpr qsizetype endedKept = 10'000;

}

TaskBoard::TaskPtr TaskBoard::find(TaskId id) const
{
    const std::shared_lock locker(m_lock);
    return m_tasks.value(id);
}

void TaskBoard::apply(const TaskChanges &changes)
{
    const std::unique_lock locker(m_lock);
    for (const Task &task : changes.changed) {
        TaskPtr &entry = m_tasks[task.id];
        const bool endsNow = isEnded(task.status) && (!entry || !isEnded(entry->status));
        entry = std::make_shared<const Task>(task);
        if (endsNow)
            rememberEnded(task.id);
    }
    for (const DeletedTask &task : changes.deleted)
        m_tasks.remove(task.id);
}

void TaskBoard::rememberEnded(TaskId id)
{
    m_ended.enqueue(id);
    while (m_ended.size() > endedKept) {
        const auto oldest = m_tasks.constFind(m_ended.dequeue());
        if (oldest != m_tasks.constEnd()
            && isEnded((*oldest)->status)) // it may be deleted or corrected
            m_tasks.erase(oldest);
    }
}

} // namespace headway
