#include "ui/widgets/selectionkeeper.h"

#include <QItemSelectionModel>
#include <QSignalBlocker>

#include <numeric>
#include <utility>

namespace headway {

namespace {

constexpr int followedByQt = 10'000; // rows
constexpr qsizetype rangesAtMost = 2000; // each is looked through for each row that is painted

int rowsIn(const QItemSelection &ranges)
{
    return std::accumulate(
        ranges.cbegin(), ranges.cend(), 0,
        [](int sum, const QItemSelectionRange &range) { return sum + range.height(); });
}

} // namespace

SelectionKeeper::SelectionKeeper(const TaskTableModel &tasks, QItemSelectionModel &selection)
    : QObject(&selection)
    , m_tasks(tasks)
    , m_selection(selection)
{
    connect(&tasks, &TaskTableModel::aboutToReorder, this, &SelectionKeeper::takeAside);
    connect(&tasks, &QAbstractItemModel::layoutChanged, this, &SelectionKeeper::putBack);
    connect(&tasks, &QAbstractItemModel::rowsMoved, this, &SelectionKeeper::putBack);
}

/// Nobody is told: it is put back. Where all rows are selected, Qt selects all of them afterwards
/// too, which is quick, and wrong once there are others among them.
void SelectionKeeper::takeAside(TaskTableModel::Reorder what)
{
    const QItemSelection ranges = m_selection.selection();
    m_count = rowsIn(ranges);
    const bool isAll = ranges.size() == 1 && m_count == m_tasks.rowCount();
    const QSignalBlocker silence(&m_selection);
    if (isAll && what == TaskTableModel::Reorder::SameTasks) // it has to be what was selected last
        m_selection.select(ranges, QItemSelectionModel::ClearAndSelect);
    else if (m_count > followedByQt)
        takeNumbers(ranges);
    else if (isAll) // and here must not be, so that Qt follows each row
        m_selection.select(QItemSelection(), QItemSelectionModel::Select);
}

void SelectionKeeper::takeNumbers(const QItemSelection &ranges)
{
    m_aside.emplace();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_aside->insert(m_tasks.numberAt(row));
    }
    m_selection.select(QItemSelection(), QItemSelectionModel::Clear);
}

void SelectionKeeper::putBack()
{
    if (const auto aside = std::exchange(m_aside, std::nullopt))
        selectAgain(*aside);
    if (rowsIn(m_selection.selection()) != m_count)
        Q_EMIT shrunk();
}

void SelectionKeeper::selectAgain(const NumberSet &numbers)
{
    const QItemSelection ranges = rangesOf(numbers);
    if (ranges.size() > rangesAtMost)
        return Q_EMIT gaveUp();
    const QSignalBlocker silence(&m_selection);
    m_selection.select(ranges, QItemSelectionModel::Select);
}

/// As many as are kept, and one more. Rows of no number are of none of them.
QItemSelection SelectionKeeper::rangesOf(const NumberSet &numbers) const
{
    const auto isWanted = [&](int row) {
        const quint32 number = m_tasks.numberAt(row);
        return number != 0 && numbers.contains(number);
    };
    const int rows = m_tasks.rowCount();
    QItemSelection ranges;
    for (int row = 0; row < rows && ranges.size() <= rangesAtMost; ++row) {
        const int first = row;
        while (row < rows && isWanted(row))
            ++row;
        if (row > first)
            ranges.append(QItemSelectionRange(
                m_tasks.index(first, 0), m_tasks.index(row - 1, TaskTableModel::ColumnCount - 1)));
    }
    return ranges;
}

} // namespace headway
