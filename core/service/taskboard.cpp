#include "core/service/taskboard.h"

#include <mutex>

namespace headway {

namespace {

constexpr qsizetype endedKept = 10'000;
constexpr qsizetype endedWeightKept = 16 * 1024 * 1024; // bytes

qsizetype weightOf(const Task &task)
{
    constexpr qsizetype bare = 512; // bytes, with its place on the board
    const qsizetype characters = task.name.size() + task.progress.text.size()
        + task.progress.currentItem.size() + task.error.value_or(QString()).size();
    return bare + 2 * characters + task.result.value_or(QByteArray()).size();
}

} // namespace

TaskPtr TaskBoard::find(TaskId id) const
{
    const std::shared_lock locker(m_lock);
    TaskPtr found = m_tasks.value(id);
    return found && m_hidden.contains(found->owner) ? nullptr : found;
}

void TaskBoard::hide(AccountId owner)
{
    const std::unique_lock locker(m_lock);
    m_hidden.insert(owner);
}

void TaskBoard::apply(const TaskChanges &changes)
{
    const std::unique_lock locker(m_lock);
    for (const Task &task : changes.changed) {
        TaskPtr &entry = m_tasks[task.id];
        const bool wasLive = entry && !isEnded(entry->status);
        const bool wasEnded = entry && !wasLive;
        entry = std::make_shared<const Task>(task);
        if (!wasLive)
            ++m_pastChanges;
        if (isEnded(task.status) && !wasEnded)
            keepEnded(entry);
    }
    for (const DeletedTask &task : changes.deleted) {
        m_tasks.remove(task.id);
        ++m_pastChanges;
    }
}

quint64 TaskBoard::pastChanges() const
{
    const std::shared_lock locker(m_lock);
    return m_pastChanges;
}

void TaskBoard::remember(const TaskPtr &task, quint64 pastChanges)
{
    const std::unique_lock locker(m_lock);
    if (pastChanges != m_pastChanges || m_tasks.contains(task->id))
        return;
    m_tasks.insert(task->id, task);
    keepEnded(task);
}

void TaskBoard::keepEnded(const TaskPtr &task)
{
    m_ended.enqueue({task->id, weightOf(*task)});
    m_endedWeight += m_ended.constLast().weight;
    while (m_ended.size() > endedKept || m_endedWeight > endedWeightKept) {
        const Ended oldest = m_ended.dequeue();
        m_endedWeight -= oldest.weight;
        const auto entry = m_tasks.constFind(oldest.id);
        if (entry != m_tasks.constEnd()
            && isEnded((*entry)->status)) // it may be deleted or corrected
            m_tasks.erase(entry);
    }
}

} // namespace headway
