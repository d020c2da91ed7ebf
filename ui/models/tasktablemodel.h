#pragma once

#include "core/base/clock.h"
#include "core/session/tasksession.h"
#include "ui/models/recentends.h"
#include "ui/models/taskrowsmodel.h"
#include "ui/models/watchedtasks.h"

#include <QSet>

namespace headway {

class TaskFeed;
class TaskInbox;
struct LiveEntry;

/// The tasks of one account as a table, however many. It is merged and never reset while it lives;
/// what changes is told in spans, once a frame, of the rows in sight.
class TaskTableModel : public TaskRowsModel
{
    Q_OBJECT

public:
    /// @p clock is borrowed and outlives the model.
    explicit TaskTableModel(const Clock &clock, QObject *parent = nullptr);
    ~TaskTableModel() override;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    /// No column of the table: newest first, those that have ended by their end.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Empties the model and begins with @p session; null: nobody is signed in.
    void setSession(const TaskSessionPtr &session);
    void setFilter(const TaskFilter &filter);
    bool hasFilter() const { return m_filter != TaskFilter(); }
    /// Ended tasks that are not shown, whatever the filter, by Task::row.
    void setHidden(const QSet<quint32> &numbers);
    /// Whether the list is not yet what was asked for.
    bool isLoading() const;
    /// Whether all has come once: only then an empty list means that there is no task.
    bool isLoaded() const { return m_hasLive && m_hasIndex; }

    /// Of the tasks that stand in @p rows now it is told wherever they are, and of those in @p ends
    /// when they end: watchedChanged().
    void watch(const QList<int> &rows, const QList<int> &ends = {});

    /// Of all the account's tasks, also those that the filter hides.
    TaskCounts counts() const;

Q_SIGNALS:
    void loadedChanged();
    void countsChanged();
    void watchedChanged();
    void failed(const headway::Error &error);

private:
    struct News; ///< what a frame's changes do to the rows

    QVariant trailAt(int row, Column column) const;
    void noteArrival();
    void clear();
    void beginListing();
    void endListing(News &news);
    void adopt(const TaskIndex &index);
    void adoptFirst(const QList<Task> &tasks);

    void flush();
    void sortOut(const Task &task, News &news);
    void noteLive(const Task &task, News &news);
    void noteEnd(const Task &task, News &news);
    void noteChangedEnd(const Task &task, bool isShown, News &news, int at);
    void noteDeleted(TaskId id, News &news);
    void apply(const News &news);
    void applyEnds(const QList<std::shared_ptr<LiveEntry>> &ended);

    const Clock &m_clock;
    TaskFeed *m_feed;
    TaskInbox *m_inbox;
    TaskFilter m_filter;
    TaskSort m_historySort;
    RecentEnds m_recent;
    QSet<TaskId> m_unseen; ///< live ones that the list on its way has not named
    WatchedTasks m_watched;
    QSet<quint32> m_hidden;
    bool m_wasLoaded = false;
    bool m_hasLive = false;
    bool m_hasIndex = false;
    bool m_tellsCounts = false;
};

} // namespace headway
