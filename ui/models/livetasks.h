#pragma once

#include "core/base/clock.h"
#include "core/model/taskcounts.h"
#include "ui/models/livekey.h"
#include "ui/models/usagetrail.h"

#include <QHash>

#include <memory>

namespace headway {

/// What has changed in a row, and has not been told yet: for most changes the columns from progress
/// to elapsed are all.
enum class Dirt { None, Progress, Whole };

/// Rows side by side that have changed, and what has changed of them at most.
struct DirtySpan
{
    int first = 0;
    int last = 0;
    Dirt dirt = Dirt::None;
};

/// A task that has not ended.
struct LiveEntry
{
    Task task;
    LiveKey key; ///< of the time of the last sort
    qint64 madeAt = 0; ///< in milliseconds: a date takes long to be compared
    int position = -1; ///< among those shown; -1: it is not
    Dirt dirt = Dirt::None;
    UsageTrail trail;
};

/// The tasks that have not ended, all in memory; of them those that are shown, in an order.
class LiveTasks
{
public:
    using Entry = LiveEntry;
    using Entries = QList<Entry *>;

    /// @p clock is borrowed.
    explicit LiveTasks(const Clock &clock);

    const Entries &shown() const { return m_shown; }
    int count(TaskStatus status) const { return static_cast<int>(m_counts.value(status)); }
    Entry *find(TaskId id) const;
    Entries all() const;

    /// A task that is new; it is not shown yet.
    Entry *add(const Task &task);
    void replace(Entry &entry, const Task &task);
    /// Takes a task out, which may still be shown until show() or hide().
    std::shared_ptr<Entry> take(TaskId id);
    void clear();

    void sortBy(std::optional<TaskTableModel::Column> column, Qt::SortOrder order);
    std::optional<TaskTableModel::Column> column() const { return m_column; }
    /// @p entries in order; their keys are taken anew.
    Entries sorted(Entries entries) const;
    /// @p entries, in order, put among those shown.
    Entries merged(const Entries &entries) const;
    /// What is shown from now on.
    void show(const Entries &entries);
    /// Shows @p entries at @p position, side by side; or hides @p count of them.
    void insert(qsizetype position, const Entries &entries);
    void hide(qsizetype position, qsizetype count);
    /// What has changed of those shown from @p first on, before @p end; it counts as told then.
    QList<DirtySpan> takeDirt(int first, int end);

private:
    bool comesBefore(const Entry *a, const Entry *b) const;
    void numberFrom(qsizetype position);

    const Clock &m_clock;
    QHash<TaskId, std::shared_ptr<Entry>> m_all;
    Entries m_shown;
    TaskCounts m_counts;
    std::optional<TaskTableModel::Column> m_column; ///< nullopt: newest first
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace headway
