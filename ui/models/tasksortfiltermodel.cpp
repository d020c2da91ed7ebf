#include "ui/models/tasksortfiltermodel.h"

#include <algorithm>

namespace headway {

namespace {

bool holds(const Task &task, const QString &word)
{
    const auto in = [&word](const QString &text) {
        return text.contains(word, Qt::CaseInsensitive);
    };
    return in(task.name) || in(task.progress.text) || in(task.progress.currentItem) || in(task.kind)
        || (task.error && in(*task.error));
}

/// The C locale knows no numbers in texts.
QLocale collationLocale()
{
    const QLocale locale;
    return locale.language() == QLocale::C ? QLocale(QLocale::English) : locale;
}

} // namespace

TaskSortFilterModel::TaskSortFilterModel(TaskTableModel &tasks, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_tasks(tasks)
    , m_collator(collationLocale())
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true); // chapter 2 before chapter 10
    setSortRole(TaskTableModel::SortRole);
    setSourceModel(&tasks);
}

void TaskSortFilterModel::setSearch(const QString &text)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateFilter();
}

const Task &TaskSortFilterModel::taskAt(int row) const
{
    return m_tasks.taskAt(mapToSource(index(row, 0)).row());
}

QModelIndex TaskSortFilterModel::indexOf(TaskId id, int column) const
{
    const int row = m_tasks.rowOf(id);
    return row < 0 ? QModelIndex() : mapFromSource(m_tasks.index(row, column));
}

bool TaskSortFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const Task &task = m_tasks.taskAt(sourceRow);
    return std::all_of(m_words.cbegin(), m_words.cend(),
                       [&task](const QString &word) { return holds(task, word); });
}

/// @return less than, equal to or greater than 0, as strcmp
int TaskSortFilterModel::compare(const QVariant &a, const QVariant &b) const
{
    if (a.userType() == QMetaType::QString)
        return m_collator.compare(a.toString(), b.toString());
    const QPartialOrdering order = QVariant::compare(a, b);
    return order == QPartialOrdering::Less ? -1 : int(order == QPartialOrdering::Greater);
}

bool TaskSortFilterModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const int order = compare(left.data(sortRole()), right.data(sortRole()));
    if (order != 0)
        return order < 0;
    // Equals stand newest first, whichever way the column is sorted.
    return (left.row() < right.row()) == (sortOrder() == Qt::AscendingOrder);
}

} // namespace headway
