#pragma once

#include "core/base/clock.h"
#include "core/model/task.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <array>

namespace headway {

/// The tasks of one account, newest first, as a table that is merged and never reset while it
/// lives. What changes is told in spans, once a frame.
class TaskTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        NameColumn,
        ProgressColumn,
        MessageColumn,
        ElapsedColumn,
        RemainingColumn,
        StartedColumn,
        EndedColumn,
        ColumnCount
    };
    enum Role {
        TaskIdRole = Qt::UserRole, ///< TaskId
        StatusRole, ///< TaskStatus
        StalledRole, ///< bool
        FractionRole, ///< double in [0, 1]; invalid while unknown
        SortRole ///< a number or a text, of one type in a column
    };

    /// @p clock is borrowed and outlives the model.
    explicit TaskTableModel(const Clock &clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    /// Adds the tasks that are new and replaces those that are known, in any order; an older
    /// revision than the known one is passed over.
    void merge(const QList<Task> &tasks);
    /// Ids that are not known are passed over.
    void remove(const QList<TaskId> &ids);
    void clear();

    /// @p row in [0, rowCount()); the reference holds until the next change
    const Task &taskAt(int row) const;
    /// @return -1 when there is none
    int rowOf(TaskId id) const;
    int count(TaskStatus status) const;

Q_SIGNALS:
    void countsChanged();

private:
    QList<Task> replaceKnown(const QList<Task> &tasks);
    void insertRun(qsizetype position, const QList<Task> &run);
    void removeRun(qsizetype first, qsizetype count);
    void reindexFrom(qsizetype position);
    void flush();

    const Clock &m_clock;
    QList<Task> m_tasks; ///< oldest first: a new task is appended, which moves no other
    QHash<TaskId, qsizetype> m_positions;
    std::array<int, allTaskStatuses.size()> m_counts{};
    QSet<TaskId> m_dirty; ///< replaced, and not told yet
    QTimer m_frame;
};

} // namespace headway
