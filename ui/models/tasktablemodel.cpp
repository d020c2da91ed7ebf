#include "ui/models/tasktablemodel.h"

#include "ui/models/taskcells.h"

#include <algorithm>
#include <functional>

namespace headway {

namespace {

constexpr std::chrono::milliseconds frame{16};

size_t indexOf(TaskStatus status)
{
    return static_cast<size_t>(status);
}

bool isOlder(const Task &a, const Task &b)
{
    return a.createdAt < b.createdAt;
}

} // namespace

TaskTableModel::TaskTableModel(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &TaskTableModel::flush);
}

int TaskTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tasks.size());
}

int TaskTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TaskTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Task &task = taskAt(index.row());
    switch (role) {
    case TaskIdRole:
        return QVariant::fromValue(task.id);
    case StatusRole:
        return QVariant::fromValue(task.status);
    case StalledRole:
        return task.stalled;
    default:
        return cellData(task, static_cast<Column>(index.column()), role, m_clock.now());
    }
}

QVariant TaskTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    return cellHeader(static_cast<Column>(section), role);
}

void TaskTableModel::merge(const QList<Task> &tasks)
{
    QList<Task> fresh = replaceKnown(tasks);
    std::reverse(fresh.begin(), fresh.end()); // pages come newest first; ties keep that order
    std::stable_sort(fresh.begin(), fresh.end(), isOlder);
    auto next = fresh.cbegin();
    while (next != fresh.cend()) {
        const auto place = std::upper_bound(m_tasks.cbegin(), m_tasks.cend(), *next, isOlder);
        const auto runEnd = place == m_tasks.cend()
            ? fresh.cend()
            : std::find_if(next, fresh.cend(),
                           [place](const Task &task) { return !isOlder(task, *place); });
        insertRun(place - m_tasks.cbegin(), QList<Task>(next, runEnd));
        next = runEnd;
    }
    if (!tasks.isEmpty())
        Q_EMIT countsChanged();
}

/// @return those that are not known yet, each once
QList<Task> TaskTableModel::replaceKnown(const QList<Task> &tasks)
{
    QList<Task> fresh;
    QSet<TaskId> freshIds;
    for (const Task &task : tasks) {
        const auto known = m_positions.constFind(task.id);
        if (known == m_positions.cend()) {
            if (!freshIds.contains(task.id))
                fresh.append(task);
            freshIds.insert(task.id);
            continue;
        }
        Task &old = m_tasks[*known];
        if (task.revision < old.revision)
            continue;
        --m_counts[indexOf(old.status)];
        ++m_counts[indexOf(task.status)];
        old = task;
        m_dirty.insert(task.id);
    }
    if (!m_dirty.isEmpty() && !m_frame.isActive())
        m_frame.start();
    return fresh;
}

void TaskTableModel::insertRun(qsizetype position, const QList<Task> &run)
{
    flush(); // what was replaced is told before rows move
    const auto firstRow = static_cast<int>(m_tasks.size() - position);
    beginInsertRows({}, firstRow, firstRow + static_cast<int>(run.size()) - 1);
    m_tasks.insert(position, run.size(), Task());
    std::copy(run.cbegin(), run.cend(), m_tasks.begin() + position);
    reindexFrom(position);
    for (const Task &task : run)
        ++m_counts[indexOf(task.status)];
    endInsertRows();
}

void TaskTableModel::remove(const QList<TaskId> &ids)
{
    QList<qsizetype> positions;
    for (const TaskId id : ids) {
        if (const auto known = m_positions.constFind(id); known != m_positions.cend())
            positions.append(*known);
    }
    std::sort(positions.begin(), positions.end(), std::greater<>());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    for (qsizetype i = 0; i < positions.size();) {
        qsizetype count = 1;
        while (i + count < positions.size() && positions[i + count] == positions[i] - count)
            ++count;
        removeRun(positions[i] - count + 1, count);
        i += count;
    }
    if (!positions.isEmpty())
        Q_EMIT countsChanged();
}

void TaskTableModel::removeRun(qsizetype first, qsizetype count)
{
    flush();
    const auto lastRow = static_cast<int>(m_tasks.size() - 1 - first);
    beginRemoveRows({}, lastRow - static_cast<int>(count) + 1, lastRow);
    for (qsizetype i = first; i < first + count; ++i) {
        --m_counts[indexOf(m_tasks[i].status)];
        m_positions.remove(m_tasks[i].id);
    }
    m_tasks.remove(first, count);
    reindexFrom(first);
    endRemoveRows();
}

void TaskTableModel::clear()
{
    if (!m_tasks.isEmpty())
        removeRun(0, m_tasks.size());
    Q_EMIT countsChanged();
}

void TaskTableModel::reindexFrom(qsizetype position)
{
    for (qsizetype i = position; i < m_tasks.size(); ++i)
        m_positions.insert(m_tasks[i].id, i);
}

const Task &TaskTableModel::taskAt(int row) const
{
    return m_tasks.at(m_tasks.size() - 1 - row);
}

int TaskTableModel::rowOf(TaskId id) const
{
    const auto known = m_positions.constFind(id);
    return known == m_positions.cend() ? -1 : static_cast<int>(m_tasks.size() - 1 - *known);
}

int TaskTableModel::count(TaskStatus status) const
{
    return m_counts[indexOf(status)];
}

void TaskTableModel::flush()
{
    m_frame.stop();
    QList<int> rows;
    for (const TaskId id : std::exchange(m_dirty, {}))
        rows.append(rowOf(id));
    std::sort(rows.begin(), rows.end());
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype count = 1;
        while (i + count < rows.size() && rows[i + count] == rows[i] + count)
            ++count;
        Q_EMIT dataChanged(index(rows[i], 0), index(rows[i + count - 1], ColumnCount - 1));
        i += count;
    }
}

} // namespace headway
