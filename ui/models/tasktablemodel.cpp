#include "ui/models/tasktablemodel.h"

#include "ui/models/livetasks.h"
#include "ui/models/taskcells.h"
#include "ui/models/taskfeed.h"
#include "ui/models/taskpages.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto frame = 16ms;
constexpr auto resortAfter = 250ms;
constexpr auto refreshAfter = 2s;
constexpr int refreshShare = 20; // an index is asked for in 1/20 of the time at most
constexpr qsizetype mergedAtOnce = 2000; // tasks in a frame
constexpr qsizetype singleRuns = 8; // what is more scattered is told as one change of the layout
constexpr qsizetype endedKept = 10'000;

/// Which of a dense set of numbers are wanted.
class NumberSet
{
public:
    template <typename Numbers>
    explicit NumberSet(const Numbers &numbers)
    {
        for (const quint32 number : numbers)
            insert(number);
    }
    void insert(quint32 number)
    {
        if (number >= m_bits.size())
            m_bits.resize(size_t{number} + 1);
        m_bits[number] = true;
    }
    bool contains(quint32 number) const { return number < m_bits.size() && m_bits[number]; }

private:
    std::vector<bool> m_bits;
};

/// Calls @p handle(first, count) for each run of consecutive numbers of @p sorted, the last first.
template <typename Handle>
void forEachRunBackwards(const QList<int> &sorted, Handle handle)
{
    for (qsizetype end = sorted.size(); end > 0;) {
        qsizetype first = end - 1;
        while (first > 0 && sorted[first - 1] == sorted[first] - 1)
            --first;
        handle(sorted[first], static_cast<int>(end - first));
        end = first;
    }
}

qsizetype runsOf(const QList<int> &sorted)
{
    qsizetype runs = 0;
    forEachRunBackwards(sorted, [&runs](int, int) { ++runs; });
    return runs;
}

QList<int> positionsOf(const QList<LiveEntry *> &entries)
{
    QList<int> positions;
    positions.reserve(entries.size());
    for (const LiveEntry *entry : entries)
        positions.append(entry->position);
    std::sort(positions.begin(), positions.end());
    return positions;
}

} // namespace

struct TaskTableModel::News
{
    QSet<LiveEntry *> touched; ///< new ones, and those that may have to be shown or hidden
    QList<std::shared_ptr<LiveEntry>> ended; ///< in this order; no live ones any more
    QList<std::shared_ptr<LiveEntry>> deleted;
    QList<quint32> come; ///< ended ones that were never live here, in the order of their ends
    QSet<quint32> dropped; ///< no longer in the history
};

TaskTableModel::TaskTableModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
    , m_live(std::make_unique<LiveTasks>(clock))
    , m_pages(new TaskPages(m_history, this))
    , m_feed(new TaskFeed(this))
    , m_frame(this)
    , m_resort(this)
    , m_refresh(this)
{
    for (QTimer *timer : {&m_frame, &m_resort, &m_refresh})
        timer->setSingleShot(true);
    m_frame.setObjectName(u"frame"_s);
    m_resort.setObjectName(u"resort"_s);
    m_refresh.setObjectName(u"refresh"_s);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(frame);
    m_resort.setInterval(resortAfter);
    m_refresh.setInterval(refreshAfter);
    connect(&m_frame, &QTimer::timeout, this, &TaskTableModel::flush);
    connect(&m_resort, &QTimer::timeout, this, &TaskTableModel::resortLive);
    connect(&m_refresh, &QTimer::timeout, m_feed, [this] {
        m_indexAsked.start();
        m_feed->refreshIndex();
    });
    connect(m_pages, &TaskPages::arrived, this, &TaskTableModel::noteArrival);
    connect(m_pages, &TaskPages::missed, this, [this](const QList<quint32> &rows) {
        dropFromHistory(QSet<quint32>(rows.cbegin(), rows.cend()));
    });
    connect(m_pages, &TaskPages::failed, this, &TaskTableModel::failed);
    connect(m_feed, &TaskFeed::failed, this, &TaskTableModel::failed);
    connect(m_feed, &TaskFeed::liveBegun, this, &TaskTableModel::beginListing);
    connect(m_feed, &TaskFeed::liveCame, this, &TaskTableModel::take);
    connect(m_feed, &TaskFeed::liveListed, this, &TaskTableModel::finishListing);
    connect(m_feed, &TaskFeed::indexed, this, &TaskTableModel::adopt);
    connect(m_feed, &TaskFeed::changed, this, [this](const TaskChanges &changes) {
        take(changes.changed);
        takeDeleted(changes.deleted);
    });
}

TaskTableModel::~TaskTableModel() = default;

int TaskTableModel::liveCount() const
{
    return static_cast<int>(m_live->shown().size());
}

int TaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : liveCount() + static_cast<int>(m_history.size());
}

int TaskTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

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
    default:
        return cellData(*task, column, role, m_clock.now());
    }
}

QVariant TaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return cellHeader(static_cast<Column>(section), role);
}

const Task *TaskTableModel::taskAt(int row) const
{
    const int live = liveCount();
    return row < live ? &m_live->shown().at(row)->task : m_pages->find(m_history.at(row - live));
}

quint32 TaskTableModel::numberAt(int row) const
{
    const int live = liveCount();
    return row < live ? m_live->shown().at(row)->task.row : m_history.at(row - live);
}

int TaskTableModel::rowOf(quint32 number, int near) const
{
    const LiveTasks::Entries &live = m_live->shown();
    const auto isIt = [number](const LiveEntry *entry) { return entry->task.row == number; };
    if (const auto found = std::find_if(live.cbegin(), live.cend(), isIt); found != live.cend())
        return (*found)->position;
    constexpr qsizetype around = 4096;
    const qsizetype hint = qBound<qsizetype>(0, near - live.size() - around, m_history.size());
    qsizetype place = m_history.indexOf(number, hint);
    if (place < 0)
        place = m_history.indexOf(number);
    return place < 0 ? -1 : static_cast<int>(live.size() + place);
}

TaskCounts TaskTableModel::counts() const
{
    TaskCounts counts = m_endedCounts;
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
    m_indexAsked.start();
    m_feed->setSession(session);
    Q_EMIT loadedChanged();
}

void TaskTableModel::clear()
{
    for (QTimer *timer : {&m_frame, &m_resort, &m_refresh})
        timer->stop();
    m_incoming.clear();
    m_incomingDeleted.clear();
    m_ended.clear();
    m_over.clear();
    m_unseen.clear();
    m_endedCounts.clear();
    m_greatestRow = 0;
    m_indexRevision = 0;
    m_endsListing = false;
    m_hasLive = false;
    m_hasIndex = false;
    m_wasLoaded = false;
    if (const int rows = rowCount(); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_live->clear();
        m_history = {};
        endRemoveRows();
    }
    m_live->clear();
    Q_EMIT countsChanged();
}

void TaskTableModel::setFilter(const TaskFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
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
    m_indexAsked.start();
    m_feed->setOrder(m_filter, m_historySort);
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
    m_indexAsked.start();
    m_feed->setOrder(m_filter, m_historySort);
}

void TaskTableModel::setRowsInSight(int first, int last)
{
    m_firstInSight = first;
    m_lastInSight = last;
}

void TaskTableModel::watch(const QList<quint32> &numbers)
{
    m_watched = QSet<quint32>(numbers.cbegin(), numbers.cend());
    QList<quint32> unknown;
    for (const quint32 number : numbers) {
        if (const int row = rowOf(number); row >= 0 && !taskAt(row))
            unknown.append(number);
    }
    m_awaitsWatched = !unknown.isEmpty();
    m_pages->fetchAll(unknown);
}

void TaskTableModel::noteArrival()
{
    tellRows(liveCount(), rowCount() - 1);
    if (std::exchange(m_awaitsWatched, false))
        Q_EMIT watchedChanged();
}

// What comes in.

void TaskTableModel::take(const QList<Task> &tasks)
{
    m_incoming.append(tasks);
    scheduleFlush();
}

void TaskTableModel::takeDeleted(const QList<DeletedTask> &tasks)
{
    m_incomingDeleted.append(tasks);
    scheduleFlush();
}

void TaskTableModel::beginListing()
{
    m_hasLive = false;
    m_unseen.clear();
    for (const LiveEntry *entry : m_live->all())
        m_unseen.insert(entry->task.id);
}

void TaskTableModel::finishListing()
{
    m_endsListing = true;
    scheduleFlush();
}

/// Once all that was listed has been merged.
void TaskTableModel::endListing(News &news)
{
    if (!std::exchange(m_endsListing, false))
        return;
    m_hasLive = true;
    if (m_unseen.isEmpty())
        return;
    for (const TaskId id : std::exchange(m_unseen, {}))
        noteDeleted(id, news);
    m_feed->refreshIndex(); // most have ended meanwhile
}

void TaskTableModel::adopt(const TaskIndex &index)
{
    m_indexRevision = index.revision;
    forgetOld(index.revision);
    m_endedCounts.clear();
    for (auto count = index.counts.begin(); count != index.counts.end(); ++count) {
        if (isEnded(count.key()))
            m_endedCounts.insert(count.key(), *count);
    }
    QList<quint32> rows;
    NumberSet elsewhere{QList<quint32>()};
    for (const LiveEntry *entry : m_live->all())
        elsewhere.insert(entry->task.row);
    for (auto ended = m_ended.crbegin(); ended != m_ended.crend(); ++ended) {
        ++m_endedCounts[ended->status];
        elsewhere.insert(ended->row);
    }
    rows.reserve(index.rows.size() + m_ended.size());
    for (auto ended = m_ended.crbegin(); ended != m_ended.crend(); ++ended) {
        if (ended->isShown)
            rows.append(ended->row);
    }
    std::copy_if(index.rows.cbegin(), index.rows.cend(), std::back_inserter(rows),
                 [&elsewhere](quint32 row) { return !elsewhere.contains(row); });
    replaceHistory(std::move(rows));
    m_hasIndex = true;
    m_refresh.setInterval(qMax<qint64>(std::chrono::milliseconds(refreshAfter).count(),
                                       refreshShare * m_indexAsked.elapsed()));
    Q_EMIT loadedChanged();
    Q_EMIT countsChanged();
}

/// A list that is on its way may still be older.
void TaskTableModel::forgetOld(quint64 revision)
{
    m_ended.removeIf([revision](const Ended &ended) { return ended.revision <= revision; });
    if (m_hasLive)
        m_over.removeIf([revision](auto over) { return over.value() <= revision; });
}

void TaskTableModel::scheduleFlush()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void TaskTableModel::flush()
{
    m_frame.stop();
    News news;
    const qsizetype count = qMin(m_incoming.size(), mergedAtOnce);
    for (qsizetype i = 0; i < count; ++i)
        sortOut(m_incoming.at(i), news);
    m_incoming.remove(0, count);
    if (m_incoming.isEmpty()) {
        for (const DeletedTask &task : std::exchange(m_incomingDeleted, {})) {
            m_over.insert(task.id, task.revision);
            noteDeleted(task.id, news);
        }
        endListing(news);
    } else {
        m_frame.start();
    }
    apply(news);
    tellDirty();
    if (isLoaded() && !std::exchange(m_wasLoaded, true))
        Q_EMIT loadedChanged();
    if (std::exchange(m_tellsCounts, false))
        Q_EMIT countsChanged();
    if (std::exchange(m_tellsWatched, false))
        Q_EMIT watchedChanged();
}

void TaskTableModel::sortOut(const Task &task, News &news)
{
    const LiveEntry *known = m_live->find(task.id);
    const auto over = m_over.constFind(task.id);
    const bool isOld = (known && known->task.revision > task.revision)
        || (over != m_over.cend() && *over >= task.revision);
    if (isOld)
        return;
    m_unseen.remove(task.id);
    m_tellsWatched = m_tellsWatched || m_watched.contains(task.row);
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
        if (m_over.remove(task.id) > 0 || (m_hasLive && task.row <= m_greatestRow)) {
            news.dropped.insert(task.row); // it was lost, and is back
            m_ended.removeIf([&task](const Ended &ended) { return ended.id == task.id; });
            refreshIndexSoon();
        }
    } else {
        m_tellsCounts = m_tellsCounts || entry->task.status != task.status;
        m_live->replace(*entry, task);
    }
    if ((entry->position >= 0) != matches(m_filter, task))
        news.touched.insert(entry);
    if (m_live->column() && changesWhileLive(*m_live->column()) && !m_resort.isActive())
        m_resort.start();
}

void TaskTableModel::noteEnd(const Task &task, News &news)
{
    m_tellsCounts = true;
    m_pages->put(task);
    const bool isShown = matches(m_filter, task);
    if (LiveEntry *entry = m_live->find(task.id)) {
        news.touched.remove(entry);
        news.ended.append(m_live->take(task.id));
        entry->task = task;
    } else if (task.row <= m_greatestRow && rowOf(task.row) >= 0) {
        tellRows(rowOf(task.row), rowOf(task.row)); // it had ended before
        return;
    } else if (isShown) {
        news.come.append(task.row);
    }
    m_over.insert(task.id, task.revision);
    if (task.revision <= m_indexRevision)
        return; // the index knows
    m_ended.append({task.id, task.row, task.revision, task.status, isShown});
    ++m_endedCounts[task.status];
    if (m_historySort != TaskSort() || m_ended.size() > endedKept)
        refreshIndexSoon();
}

void TaskTableModel::noteDeleted(TaskId id, News &news)
{
    m_tellsCounts = true;
    if (const LiveEntry *entry = m_live->find(id)) {
        news.touched.remove(m_live->find(id));
        m_tellsWatched = m_tellsWatched || m_watched.contains(entry->task.row);
        news.deleted.append(m_live->take(id));
        return;
    }
    if (const Task *task = m_pages->find(id)) {
        m_tellsWatched = m_tellsWatched || m_watched.contains(task->row);
        --m_endedCounts[task->status];
        news.dropped.insert(task->row);
        m_pages->forget(task->row);
    } else {
        refreshIndexSoon(); // it is not known which row it was
    }
    m_ended.removeIf([id](const Ended &ended) { return ended.id == id; });
}

void TaskTableModel::refreshIndexSoon()
{
    if (!m_refresh.isActive())
        m_refresh.start();
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

void TaskTableModel::hideLive(const QList<LiveEntry *> &entries)
{
    const QList<int> positions = positionsOf(entries);
    if (runsOf(positions) <= singleRuns) {
        forEachRunBackwards(positions, [this](int first, int count) {
            beginRemoveRows({}, first, first + count - 1);
            m_live->hide(first, count);
            endRemoveRows();
        });
        return;
    }
    const QSet<LiveEntry *> gone(entries.cbegin(), entries.cend());
    LiveTasks::Entries order = m_live->shown();
    std::stable_partition(order.begin(), order.end(),
                          [&gone](LiveEntry *entry) { return !gone.contains(entry); });
    reorderLive(order);
    const int kept = liveCount() - static_cast<int>(entries.size());
    beginRemoveRows({}, kept, liveCount() - 1);
    m_live->hide(kept, entries.size());
    endRemoveRows();
}

void TaskTableModel::showLive(QList<LiveEntry *> entries)
{
    entries = m_live->sorted(entries);
    const LiveTasks::Entries order = m_live->merged(entries);
    const QSet<LiveEntry *> fresh(entries.cbegin(), entries.cend());
    QList<int> positions;
    for (int i = 0; i < order.size(); ++i) {
        if (fresh.contains(order[i]))
            positions.append(i);
    }
    if (runsOf(positions) > singleRuns) {
        const int end = liveCount();
        beginInsertRows({}, end, end + static_cast<int>(entries.size()) - 1);
        m_live->insert(end, entries);
        endInsertRows();
        reorderLive(order);
        return;
    }
    for (qsizetype i = 0; i < positions.size();) {
        qsizetype count = 1;
        while (i + count < positions.size() && positions[i + count] == positions[i] + count)
            ++count;
        const int first = positions[i];
        beginInsertRows({}, first, first + static_cast<int>(count) - 1);
        m_live->insert(first, order.mid(first, count));
        endInsertRows();
        i += count;
    }
}

void TaskTableModel::reorderLive(const QList<LiveEntry *> &order)
{
    if (order == m_live->shown())
        return;
    Q_EMIT aboutToReorder();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const LiveTasks::Entries before = m_live->shown();
    m_live->show(order);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    for (const QModelIndex &old : from) {
        const bool isLive = old.row() < before.size();
        to.append(isLive ? index(before[old.row()]->position, old.column()) : old);
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

/// The one that ended last comes first, so that a row that stays in sight moves the least.
void TaskTableModel::moveToHistory(const QList<LiveEntry *> &entries)
{
    if (runsOf(positionsOf(entries)) > singleRuns) {
        const QSet<LiveEntry *> ended(entries.cbegin(), entries.cend());
        LiveTasks::Entries order = m_live->shown();
        order.removeIf([&ended](LiveEntry *entry) { return ended.contains(entry); });
        std::copy(entries.crbegin(), entries.crend(), std::back_inserter(order));
        reorderLive(order);
    }
    for (LiveEntry *entry : entries) {
        const int from = entry->position;
        const int to = liveCount();
        const bool moves = from != to - 1;
        if (moves)
            beginMoveRows({}, from, from, {}, to);
        m_live->hide(from, 1);
        m_history.prepend(entry->task.row);
        m_greatestRow = qMax(m_greatestRow, entry->task.row);
        if (moves)
            endMoveRows();
        tellRows(to - 1, to - 1);
    }
}

void TaskTableModel::prependHistory(const QList<quint32> &rows)
{
    if (rows.isEmpty())
        return;
    const int first = liveCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    for (const quint32 row : rows) {
        m_history.prepend(row);
        m_greatestRow = qMax(m_greatestRow, row);
    }
    endInsertRows();
}

void TaskTableModel::dropFromHistory(const QSet<quint32> &rows)
{
    if (rows.isEmpty())
        return;
    const NumberSet gone(rows);
    QList<int> positions;
    for (qsizetype i = 0; i < m_history.size() && positions.size() < rows.size(); ++i) {
        if (gone.contains(m_history.at(i)))
            positions.append(static_cast<int>(i));
    }
    if (runsOf(positions) > singleRuns) {
        QList<quint32> left = m_history;
        left.removeIf([&gone](quint32 row) { return gone.contains(row); });
        replaceHistory(std::move(left));
        return;
    }
    forEachRunBackwards(positions, [this](int first, int count) {
        const int row = liveCount() + first;
        beginRemoveRows({}, row, row + count - 1);
        m_history.remove(first, count);
        endRemoveRows();
    });
}

void TaskTableModel::replaceHistory(QList<quint32> rows)
{
    if (rows == m_history)
        return;
    m_pages->forgetWanted();
    for (const quint32 row : std::as_const(rows))
        m_greatestRow = qMax(m_greatestRow, row);
    const qsizetype before = m_history.size();
    const qsizetype after = rows.size();
    const int first = liveCount();
    if (after > before) {
        beginInsertRows({}, first + static_cast<int>(before), first + static_cast<int>(after) - 1);
        if (before == 0)
            m_history = std::move(rows);
        else
            m_history.resize(after); // numbers of no row, for this instant
        endInsertRows();
    }
    if (before > 0)
        reorderHistory(std::move(rows));
    if (after < before) {
        beginRemoveRows({}, first + static_cast<int>(after), first + static_cast<int>(before) - 1);
        m_history.resize(after);
        endRemoveRows();
    }
}

/// As many rows as now: those of @p rows, and behind them numbers of no row.
void TaskTableModel::reorderHistory(QList<quint32> rows)
{
    Q_EMIT aboutToReorder();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const int live = liveCount();
    const QModelIndexList from = persistentIndexList();
    QHash<quint32, int> places;
    for (const QModelIndex &old : from) {
        if (old.row() >= live)
            places.insert(m_history.at(old.row() - live), -1);
    }
    const qsizetype shown = rows.size();
    rows.resize(m_history.size());
    const QList<quint32> before = std::exchange(m_history, std::move(rows));
    const NumberSet wanted(places.keys());
    for (qsizetype i = 0; i < shown && !places.isEmpty(); ++i) {
        if (wanted.contains(m_history.at(i)))
            places.insert(m_history.at(i), static_cast<int>(live + i));
    }
    QModelIndexList to;
    for (const QModelIndex &old : from) {
        const int row =
            old.row() < live ? old.row() : places.value(before.at(old.row() - live), -1);
        to.append(row < 0 ? QModelIndex() : index(row, old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TaskTableModel::resortLive()
{
    m_resort.stop();
    reorderLive(m_live->sorted(m_live->shown()));
}

void TaskTableModel::tellDirty()
{
    const LiveTasks::Entries &live = m_live->shown();
    const int end = m_lastInSight < 0 ? liveCount() : qMin(liveCount(), m_lastInSight + 1);
    int first = -1;
    for (int row = m_firstInSight; row <= end; ++row) {
        const bool isDirty = row < end && std::exchange(live[row]->isDirty, false);
        if (isDirty && first < 0) {
            first = row;
        } else if (!isDirty && first >= 0) {
            Q_EMIT dataChanged(index(first, 0), index(row - 1, ColumnCount - 1));
            first = -1;
        }
    }
}

/// Those of the rows from @p first to @p last that are in sight.
void TaskTableModel::tellRows(int first, int last)
{
    first = qMax(first, m_firstInSight);
    last = m_lastInSight < 0 ? last : qMin(last, m_lastInSight);
    last = qMin(last, rowCount() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

} // namespace headway
