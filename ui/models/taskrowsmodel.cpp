#include "ui/models/taskrowsmodel.h"

#include "core/base/numberset.h"
#include "ui/models/livetasks.h"
#include "ui/models/rowruns.h"
#include "ui/models/taskpages.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto resortAfter = 250ms;
constexpr int matchedAtMost = 20'000; // rows

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

TaskRowsModel::TaskRowsModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_live(std::make_unique<LiveTasks>(clock))
    , m_pages(new TaskPages(m_history.numbers(), this))
    , m_resort(this)
{
    m_resort.setSingleShot(true);
    m_resort.setObjectName(u"resort"_s);
    m_resort.setInterval(resortAfter);
    connect(&m_resort, &QTimer::timeout, this, &TaskRowsModel::resortLive);
}

TaskRowsModel::~TaskRowsModel() = default;

void TaskRowsModel::clearRows()
{
    m_resort.stop();
    if (const int rows = rowCount(); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_live->clear();
        m_history.clear();
        endRemoveRows();
    }
    m_live->clear();
    m_history.clear();
}

/// Not at once: a live column changes all the time.
void TaskRowsModel::resortSoon()
{
    if (!m_resort.isActive())
        m_resort.start();
}

int TaskRowsModel::liveCount() const
{
    return static_cast<int>(m_live->shown().size());
}

int TaskRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : liveCount() + static_cast<int>(m_history.rowCount());
}

int TaskRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QModelIndexList TaskRowsModel::match(const QModelIndex &start, int role, const QVariant &value,
                                     int hits, Qt::MatchFlags flags) const
{
    if (role != Qt::DisplayRole || !start.isValid() || hits != 1)
        return QAbstractTableModel::match(start, role, value, hits, flags);
    const QString typed = value.toString();
    const int rows = rowCount();
    for (int i = 0; i < qMin(rows, matchedAtMost); ++i) {
        const int row = (start.row() + i) % rows;
        const Task *task = taskAt(row);
        if (task && task->name.startsWith(typed, Qt::CaseInsensitive))
            return {index(row, start.column())};
    }
    return {};
}

const Task *TaskRowsModel::taskAt(int row) const
{
    const int live = liveCount();
    return row < live ? &m_live->shown().at(row)->task : m_pages->find(m_history.at(row - live));
}

quint32 TaskRowsModel::numberAt(int row) const
{
    const int live = liveCount();
    return row < live ? m_live->shown().at(row)->task.row : m_history.at(row - live);
}

int TaskRowsModel::rowOf(quint32 number, int near) const
{
    const LiveTasks::Entries &live = m_live->shown();
    const auto isIt = [number](const LiveEntry *entry) { return entry->task.row == number; };
    if (const auto found = std::find_if(live.cbegin(), live.cend(), isIt); found != live.cend())
        return (*found)->position;
    const qsizetype place = m_history.find(number, near - live.size());
    return place < 0 ? -1 : static_cast<int>(live.size() + place);
}

void TaskRowsModel::setRowsInSight(int first, int last)
{
    m_firstInSight = first;
    m_lastInSight = last;
}

bool TaskRowsModel::isHistoryInSight() const
{
    return m_lastInSight < 0 || m_lastInSight >= liveCount();
}

void TaskRowsModel::hideLive(const QList<LiveEntry *> &entries)
{
    const QList<int> positions = positionsOf(entries);
    const RowRuns runs(positions);
    if (!runs.areMany()) {
        for (const RowRuns::Run &run : runs.fromTheEnd()) {
            beginRemoveRows({}, run.first, run.last);
            m_live->hide(run.first, run.count());
            endRemoveRows();
        }
        return;
    }
    const NumberSet gone(positions);
    LiveTasks::Entries order = m_live->shown();
    std::stable_partition(order.begin(), order.end(), [&gone](const LiveEntry *entry) {
        return !gone.contains(static_cast<quint32>(entry->position));
    });
    reorderLive(order);
    const int kept = liveCount() - static_cast<int>(entries.size());
    beginRemoveRows({}, kept, liveCount() - 1);
    m_live->hide(kept, entries.size());
    endRemoveRows();
}

void TaskRowsModel::showLive(QList<LiveEntry *> entries)
{
    entries = m_live->sorted(entries);
    const LiveTasks::Entries order = m_live->merged(entries);
    QList<int> positions;
    for (int i = 0; i < order.size(); ++i) {
        if (order[i]->position < 0)
            positions.append(i);
    }
    const RowRuns runs(positions);
    if (runs.areMany()) {
        const int end = liveCount();
        beginInsertRows({}, end, end + static_cast<int>(entries.size()) - 1);
        m_live->insert(end, entries);
        endInsertRows();
        reorderLive(order);
        return;
    }
    for (const RowRuns::Run &run : runs.all()) {
        beginInsertRows({}, run.first, run.last);
        m_live->insert(run.first, order.mid(run.first, run.count()));
        endInsertRows();
    }
}

void TaskRowsModel::reorderLive(const QList<LiveEntry *> &order)
{
    if (order == m_live->shown())
        return;
    Q_EMIT aboutToReorder(Reorder::SameTasks);
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
void TaskRowsModel::moveToHistory(const QList<LiveEntry *> &entries)
{
    if (entries.size() > 1) { // told as one change, not as one for each
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
        if (moves) {
            Q_EMIT aboutToReorder(Reorder::SameTasks);
            beginMoveRows({}, from, from, {}, to);
        }
        m_live->hide(from, 1);
        m_history.prepend(entry->task.row);
        if (moves)
            endMoveRows();
    }
    tellRows(liveCount(), liveCount() + static_cast<int>(entries.size()) - 1);
}

void TaskRowsModel::prependHistory(const QList<quint32> &rows)
{
    if (rows.isEmpty())
        return;
    const int first = liveCount();
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    for (const quint32 row : rows)
        m_history.prepend(row);
    endInsertRows();
}

void TaskRowsModel::dropFromHistory(const QSet<quint32> &rows)
{
    if (rows.isEmpty())
        return;
    const RowRuns runs(m_history.rowsOf(rows));
    if (runs.areMany())
        return replaceHistory(m_history.without(rows));
    for (const RowRuns::Run &run : runs.fromTheEnd())
        removeHistory(run.first, run.count());
}

/// The list itself is taken over and not copied, of a million as of ten.
void TaskRowsModel::replaceHistory(const QList<quint32> &rows)
{
    const qsizetype before = m_history.numbers().size();
    if (rows == m_history.numbers())
        return;
    m_pages->forgetWanted();
    if (rows.size() > before)
        growHistory(rows.size() - before);
    reorderHistory(rows);
    if (m_history.vacant() > 0)
        shrinkHistory();
}

void TaskRowsModel::putFirst(const QList<quint32> &rows)
{
    replaceHistory(m_history.withFirst(rows));
}

void TaskRowsModel::growHistory(qsizetype count)
{
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(count) - 1);
    m_history.setVacant(count);
    endInsertRows();
}

void TaskRowsModel::shrinkHistory()
{
    beginRemoveRows({}, rowCount() - static_cast<int>(m_history.vacant()), rowCount() - 1);
    m_history.setVacant(0);
    endRemoveRows();
}

void TaskRowsModel::removeHistory(qsizetype position, qsizetype count)
{
    const int first = liveCount() + static_cast<int>(position);
    beginRemoveRows({}, first, first + static_cast<int>(count) - 1);
    m_history.remove(position, count);
    endRemoveRows();
}

/// As many rows as now: those of @p rows, and behind them vacant ones.
void TaskRowsModel::reorderHistory(const QList<quint32> &rows)
{
    Q_EMIT aboutToReorder(Reorder::OtherTasks);
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const int live = liveCount();
    const QModelIndexList from = persistentIndexList();
    QHash<quint32, int> places;
    for (const QModelIndex &old : from) {
        if (old.row() >= live)
            places.insert(m_history.at(old.row() - live), -1);
    }
    const QList<quint32> before = m_history.replace(rows);
    const NumberSet wanted(places.keys());
    for (qsizetype i = 0; i < rows.size() && !places.isEmpty(); ++i) {
        if (wanted.contains(rows.at(i)))
            places.insert(rows.at(i), static_cast<int>(live + i));
    }
    QModelIndexList to;
    for (const QModelIndex &old : from) {
        const int row =
            old.row() < live ? old.row() : places.value(before.value(old.row() - live), -1);
        to.append(row < 0 ? QModelIndex() : index(row, old.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TaskRowsModel::resortLive()
{
    m_resort.stop();
    reorderLive(m_live->sorted(m_live->shown()));
}

int TaskRowsModel::tellDirty()
{
    const int end = m_lastInSight < 0 ? liveCount() : qMin(liveCount(), m_lastInSight + 1);
    int told = 0;
    for (const DirtySpan &span : m_live->takeDirt(m_firstInSight, end)) {
        const bool isWhole = span.dirt == Dirt::Whole;
        Q_EMIT dataChanged(index(span.first, isWhole ? 0 : ProgressColumn),
                           index(span.last, isWhole ? ColumnCount - 1 : ElapsedColumn));
        told += span.last - span.first + 1;
    }
    return told;
}

/// Those of the rows from @p first to @p last that are in sight.
void TaskRowsModel::tellRows(int first, int last)
{
    first = qMax(first, m_firstInSight);
    last = m_lastInSight < 0 ? last : qMin(last, m_lastInSight);
    last = qMin(last, rowCount() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

} // namespace headway
