#include "ui/widgets/selectionkeeper.h"

#include "core/base/numberset.h"
#include "ui/models/tasktablemodel.h"

#include <QItemSelectionModel>
#include <QSignalBlocker>

#include <numeric>

namespace headway {

namespace {

constexpr int followedByQt = 10'000; // rows
constexpr qsizetype rangesAtMost = 10'000; // each is looked through for each row that is painted

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

/// What is selected stays the same, hence nobody is told.
void SelectionKeeper::takeAside()
{
    const QItemSelection ranges = m_selection.selection();
    if (rowsIn(ranges) <= followedByQt)
        return;
    const QSignalBlocker silence(&m_selection);
    const bool isAll = ranges.size() == 1 && rowsIn(ranges) == m_tasks.rowCount();
    if (isAll) // Qt knows it for that where it is what was selected last
        return m_selection.select(ranges, QItemSelectionModel::ClearAndSelect);
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_numbers += m_tasks.numberAt(row);
    }
    m_numbers.removeAll(0); // where there is none
    m_selection.select(QItemSelection(), QItemSelectionModel::Clear);
}

/// What stands in too many places by now is let go of, which is told.
void SelectionKeeper::putBack()
{
    if (m_numbers.isEmpty())
        return;
    const QItemSelection ranges = rangesNow();
    m_numbers.clear();
    {
        const QSignalBlocker silence(&m_selection);
        m_selection.select(ranges, QItemSelectionModel::Select);
    }
    if (ranges.size() > rangesAtMost)
        m_selection.clearSelection();
}

QItemSelection SelectionKeeper::rangesNow() const
{
    const NumberSet wanted(m_numbers);
    const int rows = m_tasks.rowCount();
    QItemSelection ranges;
    for (int row = 0; row < rows; ++row) {
        const int first = row;
        while (row < rows && wanted.contains(m_tasks.numberAt(row)))
            ++row;
        if (row > first)
            ranges.append(QItemSelectionRange(
                m_tasks.index(first, 0), m_tasks.index(row - 1, TaskTableModel::ColumnCount - 1)));
    }
    return ranges;
}

} // namespace headway
