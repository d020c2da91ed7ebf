#include "ui/models/livetasks.h"

#include <algorithm>
#include <utility>

namespace headway {

LiveTasks::LiveTasks(const Clock &clock)
    : m_clock(clock)
{
}

LiveTasks::Entry *LiveTasks::find(TaskId id) const
{
    return m_all.value(id).get();
}

LiveTasks::Entries LiveTasks::all() const
{
    Entries entries;
    entries.reserve(m_all.size());
    for (const auto &entry : m_all)
        entries.append(entry.get());
    return entries;
}

LiveTasks::Entry *LiveTasks::add(const Task &task)
{
    auto entry = std::make_shared<Entry>();
    entry->task = task;
    entry->trail.add(task.usage);
    m_all.insert(task.id, entry);
    ++m_counts[task.status];
    return entry.get();
}

void LiveTasks::replace(Entry &entry, const Task &task)
{
    --m_counts[entry.task.status];
    ++m_counts[task.status];
    const Task &before = entry.task;
    const bool isSame = before.status == task.status && before.stalled == task.stalled
        && before.startedAt == task.startedAt && before.quietSince == task.quietSince
        && before.name == task.name && before.labels == task.labels && before.usage == task.usage;
    if (before.usage != task.usage)
        entry.trail.add(task.usage);
    entry.dirt = qMax(entry.dirt, isSame ? Dirt::Progress : Dirt::Whole);
    entry.task = task;
}

std::shared_ptr<LiveEntry> LiveTasks::take(TaskId id)
{
    std::shared_ptr<Entry> entry = m_all.take(id);
    --m_counts[entry->task.status];
    return entry;
}

void LiveTasks::clear()
{
    m_shown.clear();
    m_all.clear();
    m_counts.clear();
}

void LiveTasks::sortBy(std::optional<TaskTableModel::Column> column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
}

bool LiveTasks::comesBefore(const Entry *a, const Entry *b) const
{
    const int order = m_column ? compare(a->key, b->key) : 0; // without one, all are alike
    if (order != 0)
        return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
    // Equals stand newest first, whichever way.
    return a->madeAt != b->madeAt ? a->madeAt > b->madeAt : a->task.row > b->task.row;
}

LiveTasks::Entries LiveTasks::sorted(Entries entries) const
{
    const QDateTime now = m_clock.now();
    for (Entry *entry : std::as_const(entries)) {
        entry->key = liveKeyOf(entry->task, m_column, now);
        entry->madeAt = entry->task.createdAt.toMSecsSinceEpoch();
    }
    std::sort(entries.begin(), entries.end(),
              [this](const Entry *a, const Entry *b) { return comesBefore(a, b); });
    return entries;
}

LiveTasks::Entries LiveTasks::merged(const Entries &entries) const
{
    Entries together;
    together.reserve(m_shown.size() + entries.size());
    std::merge(m_shown.cbegin(), m_shown.cend(), entries.cbegin(), entries.cend(),
               std::back_inserter(together),
               [this](const Entry *a, const Entry *b) { return comesBefore(a, b); });
    return together;
}

void LiveTasks::show(const Entries &entries)
{
    for (Entry *entry : std::as_const(m_shown))
        entry->position = -1;
    m_shown = entries;
    numberFrom(0);
}

void LiveTasks::insert(qsizetype position, const Entries &entries)
{
    m_shown.insert(position, entries.size(), nullptr);
    std::copy(entries.cbegin(), entries.cend(), m_shown.begin() + position);
    numberFrom(position);
}

void LiveTasks::hide(qsizetype position, qsizetype count)
{
    for (qsizetype i = position; i < position + count; ++i)
        m_shown[i]->position = -1;
    m_shown.remove(position, count);
    numberFrom(position);
}

QList<DirtySpan> LiveTasks::takeDirt(int first, int end)
{
    QList<DirtySpan> spans;
    for (int row = first; row < end; ++row) {
        const Dirt dirt = std::exchange(m_shown.at(row)->dirt, Dirt::None);
        if (dirt == Dirt::None)
            continue;
        if (spans.isEmpty() || spans.constLast().last + 1 != row)
            spans.append({row, row, dirt});
        spans.last().last = row;
        spans.last().dirt = qMax(spans.constLast().dirt, dirt);
    }
    return spans;
}

void LiveTasks::numberFrom(qsizetype position)
{
    for (qsizetype i = position; i < m_shown.size(); ++i)
        m_shown[i]->position = static_cast<int>(i);
}

} // namespace headway
