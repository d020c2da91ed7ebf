#pragma once

#include "core/base/clock.h"
#include "core/model/task.h"
#include "ui/models/taskhistory.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <memory>

namespace headway {

class LiveTasks;
class TaskPages;
struct LiveEntry;

/// The rows of a list of tasks: on top those that have not ended, in memory; below the history, of
/// which there are numbers, and the tasks that somebody looks at. Turns what becomes of them into
/// the signals of a model.
class TaskRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        NameColumn,
        ProgressColumn,
        MessageColumn,
        RemainingColumn,
        ElapsedColumn,
        StartedColumn,
        EndedColumn,
        KindColumn,
        HostColumn,
        LabelsColumn,
        AttemptsColumn,
        QuietColumn,
        CpuColumn,
        MemoryColumn,
        ColumnCount
    };
    /// All are invalid for a row that has not been fetched yet.
    enum Role {
        TaskIdRole = Qt::UserRole, ///< TaskId
        StatusRole, ///< TaskStatus
        StalledRole, ///< bool
        FractionRole, ///< double in [0, 1]; invalid while unknown
        TrailRole, ///< QList<float> of CPU or memory: what it was lately, the oldest first
        PinnedRole ///< bool
    };

    /// @p clock is borrowed and outlives the model.
    explicit TaskRowsModel(const Clock &clock, QObject *parent = nullptr);
    ~TaskRowsModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// What somebody types over the list is looked for in the names, whatever the column, of tasks
    /// that are here, some way behind @p start: to look through all would take seconds.
    QModelIndexList match(const QModelIndex &start, int role, const QVariant &value, int hits,
                          Qt::MatchFlags flags) const override;

    /// Only of rows from @p first to @p last it is told what changes in them.
    void setRowsInSight(int first, int last);
    /// @return null while it has not been fetched; holds until the next change
    const Task *taskAt(int row) const;
    /// The number of the task in @p row, which is Task::row: known although the task is not.
    quint32 numberAt(int row) const;
    /// @p near is a row that it should not be far from. @return -1 when it is not in the list
    int rowOf(quint32 number, int near = 0) const;

    /// What stands in the rows after a new order.
    enum class Reorder { SameTasks, OtherTasks };

Q_SIGNALS:
    /// Before layoutAboutToBeChanged and rowsAboutToBeMoved.
    void aboutToReorder(headway::TaskRowsModel::Reorder what);

protected:
    int liveCount() const;
    bool isHistoryInSight() const;
    void clearRows();

    // Entries that are shown are hidden, and the other way round.
    void hideLive(const QList<LiveEntry *> &entries);
    void showLive(QList<LiveEntry *> entries);
    void resortLive();
    void resortSoon();
    /// Shown ones that have ended, in the order of their ends.
    void moveToHistory(const QList<LiveEntry *> &entries);
    void prependHistory(const QList<quint32> &rows);
    void dropFromHistory(const QSet<quint32> &rows);
    void replaceHistory(const QList<quint32> &rows);
    /// Those of @p rows stand before all others of the history from now on, wherever they were.
    void putFirst(const QList<quint32> &rows);
    /// @return of how many rows
    int tellDirty();
    void tellRows(int first, int last);

    std::unique_ptr<LiveTasks> m_live;
    TaskHistory m_history;
    TaskPages *m_pages;

private:
    void reorderLive(const QList<LiveEntry *> &order);
    void reorderHistory(const QList<quint32> &rows);
    void removeHistory(qsizetype position, qsizetype count);
    void growHistory(qsizetype count);
    void shrinkHistory();

    QTimer m_resort;
    int m_firstInSight = 0;
    int m_lastInSight = -1; ///< -1: all
};

} // namespace headway
