#include "ui/models/tasktablemodel.h"

#include "ui/models/livetasks.h"
#include "ui/models/taskcells.h"
#include "ui/models/taskfeed.h"
#include "ui/models/taskinbox.h"
#include "ui/models/taskpages.h"

#include <algorithm>

namespace headway {

struct TaskTableModel::News
{
    QSet<LiveEntry *> touched; ///< new ones, and those that may have to be shown or hidden
    QList<std::shared_ptr<LiveEntry>> ended; ///< in this order; no live ones any more
    QList<std::shared_ptr<LiveEntry>> deleted;
    QList<quint32> come; ///< ended ones that were never live here, in the order of their ends
    QSet<quint32> dropped; ///< no longer in the history
};

TaskTableModel::TaskTableModel(const Clock &clock, QObject *parent)
    : TaskRowsModel(clock, parent)
    , m_clock(clock)
    , m_feed(new TaskFeed(this))
    , m_inbox(new TaskInbox(this))
{
    connect(m_inbox, &TaskInbox::due, this, &TaskTableModel::flush);
    connect(m_pages, &TaskPages::arrived, this, &TaskTableModel::noteArrival);
    connect(m_pages, &TaskPages::missed, this, [this](const QList<quint32> &rows) {
        dropFromHistory(QSet<quint32>(rows.cbegin(), rows.cend()));
    });
    connect(m_pages, &TaskPages::failed, this, &TaskTableModel::failed);
    connect(m_feed, &TaskFeed::failed, this, &TaskTableModel::failed);
    connect(m_feed, &TaskFeed::liveBegun, this, &TaskTableModel::beginListing);
    connect(m_feed, &TaskFeed::liveCame, m_inbox, &TaskInbox::addTasks);
    connect(m_feed, &TaskFeed::liveListed, m_inbox, &TaskInbox::endListing);
    connect(m_feed, &TaskFeed::begun, this, &TaskTableModel::adoptFirst);
    connect(m_feed, &TaskFeed::indexed, this, &TaskTableModel::adopt);
    connect(m_feed, &TaskFeed::changed, m_inbox, &TaskInbox::add);
}

TaskTableModel::~TaskTableModel() = default;

QVariant TaskTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const Task *task = taskAt(index.row());
    if (!task) {
        m_pages->want(index.row() - liveCount());
        return placeholder(column, role);
    }
    switch (role) {
    case TaskIdRole:
        return QVariant::fromValue(task->id);
    case StatusRole:
        return QVariant::fromValue(task->status);
    case StalledRole:
        return task->stalled;
    case TrailRole:
        return trailAt(index.row(), column);
    default:
        return cellData(*task, column, role, m_clock.now());
    }
}

QVariant TaskTableModel::trailAt(int row, Column column) const
{
    if (row >= liveCount() || (column != CpuColumn && column != MemoryColumn))
        return {};
    const UsageTrail &trail = m_live->shown().at(row)->trail;
    return QVariant::fromValue(column == CpuColumn ? trail.cpu : trail.memory);
}

QVariant TaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return cellHeader(static_cast<Column>(section), role);
}

TaskCounts TaskTableModel::counts() const
{
    TaskCounts counts = m_recent.counts();
    for (const TaskStatus status : allTaskStatuses) {
        if (!isEnded(status))
            counts[status] = m_live->count(status);
    }
    return counts;
}

bool TaskTableModel::isLoading() const
{
    return !isLoaded() || m_feed->isIndexing();
}

void TaskTableModel::setSession(const TaskSessionPtr &session)
{
    m_feed->setSession(nullptr);
    m_pages->setSession(session);
    clear();
    m_feed->setSession(session);
    Q_EMIT loadedChanged();
}

void TaskTableModel::clear()
{
    m_inbox->clear();
    m_recent.clear();
    m_unseen.clear();
    m_hasLive = false;
    m_hasIndex = false;
    m_wasLoaded = false;
    clearRows();
    Q_EMIT countsChanged();
}

void TaskTableModel::setFilter(const TaskFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_recent.showThose([this](quint32 row) { // the index need not know of them
        const Task *task = m_pages->find(row);
        if (!task)
            m_feed->refreshIndexSoon();
        return task && matches(m_filter, *task);
    });
    m_feed->setOrder(m_filter, m_historySort); // it is looked through while the live ones are
    LiveTasks::Entries come;
    LiveTasks::Entries gone;
    const LiveTasks::Entries all = m_live->all();
    for (LiveEntry *entry : all) {
        const bool isShown = entry->position >= 0;
        if (isShown != matches(m_filter, entry->task))
            (isShown ? gone : come).append(entry);
    }
    hideLive(gone);
    showLive(come);
}

void TaskTableModel::setHidden(const QSet<quint32> &numbers)
{
    const QSet<quint32> before = std::exchange(m_hidden, numbers);
    dropFromHistory(numbers - before);
    if (!numbers.contains(before))
        m_feed->refreshIndex(); // it knows where the others belong
}

void TaskTableModel::sort(int column, Qt::SortOrder order)
{
    const bool isColumn = column >= 0 && column < ColumnCount;
    const auto by = isColumn ? std::optional(static_cast<Column>(column)) : std::nullopt;
    m_live->sortBy(by, order);
    resortLive();
    const TaskSort sort = historySort(by, order);
    if (sort == m_historySort)
        return;
    m_historySort = sort;
    m_feed->setOrder(m_filter, m_historySort);
}

void TaskTableModel::watch(const QList<int> &rows, const QList<int> &ends)
{
    QSet<quint32> watched;
    QSet<quint32> watchedEnds;
    for (const int row : ends)
        watchedEnds.insert(numberAt(row));
    QList<quint32> unknown;
    for (const int row : rows) {
        watched.insert(numberAt(row));
        if (!taskAt(row))
            unknown.append(numberAt(row));
    }
    m_watched.set(watched, watchedEnds, unknown.isEmpty());
    m_pages->fetchAll(unknown);
}

void TaskTableModel::noteArrival()
{
    tellRows(liveCount(), rowCount() - 1);
    if (m_watched.takeArrival())
        Q_EMIT watchedChanged();
}

// What comes in.

void TaskTableModel::beginListing()
{
    m_hasLive = false;
    m_unseen.clear();
    for (const LiveEntry *entry : m_live->all())
        m_unseen.insert(entry->task.id);
}

/// Once all that was listed has been merged.
void TaskTableModel::endListing(News &news)
{
    m_hasLive = true;
    if (m_unseen.isEmpty())
        return;
    const QSet<TaskId> gone = std::exchange(m_unseen, {});
    for (const TaskId id : gone)
        noteDeleted(id, news);
    m_feed->refreshIndex(); // most have ended meanwhile
}

void TaskTableModel::adopt(const TaskIndex &index)
{
    if (m_hasIndex && m_inbox->hasTasks())
        flush(); // what the index knows of, too
    m_recent.adopt(index, m_hasLive);
    QList<quint32> live; // the index may be of the time before they came back
    const LiveTasks::Entries entries = m_live->all();
    for (const LiveEntry *entry : entries) {
        if (!m_recent.isIndexed(entry->task.revision))
            live.append(entry->task.row);
    }
    replaceHistory(m_recent.updated(index.rows, live, m_hidden));
    m_hasIndex = true;
    Q_EMIT loadedChanged();
    Q_EMIT countsChanged();
}

/// What stood in the history until now stays below, where nobody who types looks: whoever is there
/// keeps their place, and what is selected stays so, until the index tells what is left of it.
void TaskTableModel::adoptFirst(const QList<Task> &tasks)
{
    if (!m_hasIndex || !isHistoryInSight())
        return;
    QList<quint32> first;
    for (const Task &task : tasks) {
        const bool isLive = !isEnded(task.status) || m_live->find(task.id);
        if (isLive || m_recent.isOutdated(task) || !matches(m_filter, task))
            continue;
        m_pages->put(task);
        first.append(task.row);
    }
    putFirst(m_recent.updated(first, {}, m_hidden));
}

void TaskTableModel::flush()
{
    const TaskInbox::Batch batch = m_inbox->takeBatch();
    News news;
    for (const Task &task : batch.tasks)
        sortOut(task, news);
    for (const DeletedTask &task : batch.deleted) {
        m_recent.noteRemoved(task.id, task.revision);
        noteDeleted(task.id, news);
    }
    if (batch.endsListing)
        endListing(news);
    apply(news);
    m_inbox->keepPace(tellDirty());
    if (isLoaded() && !std::exchange(m_wasLoaded, true))
        Q_EMIT loadedChanged();
    if (std::exchange(m_tellsCounts, false))
        Q_EMIT countsChanged();
    if (m_watched.takeNews())
        Q_EMIT watchedChanged();
}

void TaskTableModel::sortOut(const Task &task, News &news)
{
    const LiveEntry *known = m_live->find(task.id);
    if ((known && known->task.revision > task.revision) || m_recent.isOutdated(task))
        return;
    m_unseen.remove(task.id);
    m_watched.note(task, isEnded(task.status));
    if (isEnded(task.status))
        noteEnd(task, news);
    else
        noteLive(task, news);
}

void TaskTableModel::noteLive(const Task &task, News &news)
{
    LiveEntry *entry = m_live->find(task.id);
    if (!entry) {
        entry = m_live->add(task);
        m_tellsCounts = true;
        const bool hadEnded =
            m_recent.noteReturn(task.id) || (m_hasLive && m_history.mayHold(task.row));
        if (hadEnded && !m_recent.isIndexed(task.revision)) { // if so, the index has left it out
            news.dropped.insert(task.row); // it was lost, and is back
            m_recent.noteRevived(task);
            m_feed->refreshIndexSoon();
        }
    } else {
        m_tellsCounts = m_tellsCounts || entry->task.status != task.status;
        m_live->replace(*entry, task);
    }
    if ((entry->position >= 0) != matches(m_filter, task))
        news.touched.insert(entry);
    if (m_live->column() && changesWhileLive(*m_live->column()))
        resortSoon();
}

void TaskTableModel::noteEnd(const Task &task, News &news)
{
    m_tellsCounts = true;
    m_pages->put(task);
    const bool isShown = matches(m_filter, task);
    m_recent.noteRemoved(task.id, task.revision);
    if (LiveEntry *entry = m_live->find(task.id)) {
        news.touched.remove(entry);
        const bool isKnown = m_recent.isIndexed(task.revision); // then the history holds it
        (isKnown ? news.deleted : news.ended).append(m_live->take(task.id));
        entry->task = task;
    } else if (const int at = m_history.mayHold(task.row) ? rowOf(task.row) : -1; at >= 0) {
        noteChangedEnd(task, isShown, news, at);
        return;
    } else if (isShown && !m_hidden.contains(task.row)) {
        news.come.append(task.row);
    }
    if (m_recent.isIndexed(task.revision))
        return;
    m_recent.noteEnd(task, isShown);
    if (m_historySort != TaskSort() || m_recent.areMany())
        m_feed->refreshIndexSoon();
}

/// Of one that had ended before and stands at the row @p at.
void TaskTableModel::noteChangedEnd(const Task &task, bool isShown, News &news, int at)
{
    m_recent.noteShown(task.id, isShown);
    if (isShown)
        tellRows(at, at);
    else
        news.dropped.insert(task.row);
    m_feed->refreshIndexSoon(); // it may count among others now
}

void TaskTableModel::noteDeleted(TaskId id, News &news)
{
    m_tellsCounts = true;
    if (const LiveEntry *entry = m_live->find(id)) {
        news.touched.remove(m_live->find(id));
        m_watched.note(entry->task, true);
        news.deleted.append(m_live->take(id));
        return;
    }
    if (const Task *task = m_pages->find(id)) {
        m_watched.note(*task, true);
        m_recent.uncount(task->status);
        news.dropped.insert(task->row);
        m_pages->forget(task->row);
    } else {
        m_feed->refreshIndexSoon(); // it is not known which row it was
    }
    m_recent.forget(id);
}

// What becomes of the rows.

void TaskTableModel::apply(const News &news)
{
    LiveTasks::Entries come;
    LiveTasks::Entries gone;
    for (LiveEntry *entry : news.touched) {
        const bool isShown = entry->position >= 0;
        if (isShown != matches(m_filter, entry->task))
            (isShown ? gone : come).append(entry);
    }
    for (const auto &entry : news.deleted) {
        if (entry->position >= 0)
            gone.append(entry.get());
    }
    for (const auto &entry : news.ended) {
        if (entry->position >= 0 && !matches(m_filter, entry->task))
            gone.append(entry.get());
    }
    hideLive(gone);
    applyEnds(news.ended);
    prependHistory(news.come);
    dropFromHistory(news.dropped);
    showLive(come);
}

void TaskTableModel::applyEnds(const QList<std::shared_ptr<LiveEntry>> &ended)
{
    LiveTasks::Entries moved;
    QList<quint32> come;
    for (const auto &entry : ended) {
        if (entry->position >= 0)
            moved.append(entry.get());
        else if (matches(m_filter, entry->task))
            come.append(entry->task.row);
    }
    moveToHistory(moved);
    prependHistory(come);
}

} // namespace headway
