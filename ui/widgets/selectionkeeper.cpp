#include "ui/widgets/selectionkeeper.h"

#include "ui/models/tasktablemodel.h"

#include <QItemSelectionModel>
#include <QSignalBlocker>

#include <numeric>

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
    m_aside.emplace();
    for (const QItemSelectionRange &range : ranges) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_aside->insert(m_tasks.numberAt(row));
    }
    m_selection.select(QItemSelection(), QItemSelectionModel::Clear);
}

/// What stands in too many places by now is let go of, which is told: of the first of them.
void SelectionKeeper::putBack()
{
    if (!m_aside)
        return;
    QItemSelection ranges = rangesOf(*m_aside);
    m_aside.reset();
    const bool isTooMuch = ranges.size() > rangesAtMost;
    if (isTooMuch)
        ranges.erase(ranges.begin() + 1, ranges.end());
    {
        const QSignalBlocker silence(&m_selection);
        m_selection.select(ranges, QItemSelectionModel::Select);
    }
    if (isTooMuch)
        m_selection.clearSelection();
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
