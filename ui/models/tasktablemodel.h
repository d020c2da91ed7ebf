#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QTimer>

#include <memory>

namespace headway {

class LiveTasks;
class TaskFeed;
class TaskPages;
struct LiveEntry;

/// The tasks of one account as a table, however many: on top those that have not ended, in memory;
/// below the history, of which there are row numbers, and the tasks that somebody looks at. It is
/// merged and never reset while it lives; what changes is told in spans, once a frame, of the rows
/// in sight.
class TaskTableModel : public QAbstractTableModel
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
        ColumnCount
    };
    /// All are invalid for a row that has not been fetched yet.
    enum Role {
        TaskIdRole = Qt::UserRole, ///< TaskId
        StatusRole, ///< TaskStatus
        StalledRole, ///< bool
        FractionRole ///< double in [0, 1]; invalid while unknown
    };

    /// @p clock is borrowed and outlives the model.
    explicit TaskTableModel(const Clock &clock, QObject *parent = nullptr);
    ~TaskTableModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// No column of the table: newest first, those that have ended by their end.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Empties the model and begins with @p session; null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void setFilter(const TaskFilter &filter);
    bool hasFilter() const { return m_filter != TaskFilter(); }
    /// Whether the list is not yet what was asked for.
    bool isLoading() const;
    /// Whether all has come once: only then an empty list means that there is no task.
    bool isLoaded() const { return m_hasLive && m_hasIndex; }

    /// Only of rows from @p first to @p last it is told what changes in them.
    void setRowsInSight(int first, int last);
    /// Of these tasks it is told wherever they are: watchedChanged().
    void watch(const QList<quint32> &numbers);

    /// @return null while it has not been fetched; holds until the next change
    const Task *taskAt(int row) const;
    /// The number of the task in @p row, which is Task::row: known although the task is not.
    quint32 numberAt(int row) const;
    /// @p near is a row that it should not be far from. @return -1 when it is not in the list
    int rowOf(quint32 number, int near = 0) const;
    /// Of all the account's tasks, also those that the filter hides.
    TaskCounts counts() const;

Q_SIGNALS:
    void loadedChanged();
    void countsChanged();
    void watchedChanged();
    /// Before layoutAboutToBeChanged.
    void aboutToReorder();
    void failed(const headway::Error &error);

private:
    struct Ended
    {
        TaskId id;
        quint32 row;
        quint64 revision;
        TaskStatus status;
        bool isShown;
    };
    struct News; ///< what a frame's changes do to the rows

    int liveCount() const;
    void noteArrival();
    void clear();
    void take(const QList<Task> &tasks);
    void takeDeleted(const QList<DeletedTask> &tasks);
    void beginListing();
    void finishListing();
    void endListing(News &news);
    void adopt(const TaskIndex &index);

    void scheduleFlush();
    void flush();
    void sortOut(const Task &task, News &news);
    void noteLive(const Task &task, News &news);
    void noteEnd(const Task &task, News &news);
    void noteDeleted(TaskId id, News &news);
    void apply(const News &news);
    void applyEnds(const QList<std::shared_ptr<LiveEntry>> &ended);
    void hideLive(const QList<LiveEntry *> &entries);
    void showLive(QList<LiveEntry *> entries);
    void reorderLive(const QList<LiveEntry *> &order);
    void moveToHistory(const QList<LiveEntry *> &entries);
    void prependHistory(const QList<quint32> &rows);
    void dropFromHistory(const QSet<quint32> &rows);
    void replaceHistory(QList<quint32> rows);
    void reorderHistory(QList<quint32> rows);
    void resortLive();
    void tellDirty();
    void tellRows(int first, int last);
    void forgetOld(quint64 revision);
    void refreshIndexSoon();

    const Clock &m_clock;
    std::unique_ptr<LiveTasks> m_live;
    QList<quint32> m_history; ///< Task::row of the ended tasks shown, in order; 0: none
    quint32 m_greatestRow = 0; ///< in m_history, or what it has been
    TaskPages *m_pages;
    TaskFeed *m_feed;
    TaskFilter m_filter;
    TaskSort m_historySort;
    TaskCounts m_endedCounts;
    QList<Task> m_incoming; ///< not merged yet
    QList<DeletedTask> m_incomingDeleted;
    QList<Ended> m_ended; ///< since the index's revision, in the order of their ends
    QHash<TaskId, quint64> m_over; ///< ended or deleted at this revision: a list may be older
    QSet<TaskId> m_unseen; ///< live ones that the list on its way has not named
    QSet<quint32> m_watched;
    QTimer m_frame;
    QTimer m_resort;
    QTimer m_refresh;
    QElapsedTimer m_indexAsked;
    int m_firstInSight = 0;
    int m_lastInSight = -1; ///< -1: all
    quint64 m_indexRevision = 0;
    bool m_endsListing = false; ///< once all that has come is merged
    bool m_wasLoaded = false;
    bool m_hasLive = false;
    bool m_hasIndex = false;
    bool m_tellsCounts = false;
    bool m_tellsWatched = false;
    bool m_awaitsWatched = false; ///< not all of m_watched were here
};

} // namespace headway
