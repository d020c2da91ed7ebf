#include "core/service/taskindexer.h"

#include <algorithm>

namespace headway {

namespace {

/// Whether @p filter lets all tasks through.
bool isOpen(const TaskFilter &filter)
{
    TaskFilter open;
    open.limit = filter.limit;
    open.before = filter.before;
    return filter == open;
}

/// Those of @p rows that are in @p wanted, in their order.
QList<quint32> onlyThose(const QList<quint32> &rows, const QList<quint32> &wanted)
{
    if (wanted.isEmpty())
        return {};
    const quint32 greatest = *std::max_element(wanted.cbegin(), wanted.cend());
    std::vector<bool> isWanted(size_t{greatest} + 1);
    for (const quint32 row : wanted)
        isWanted[row] = true;
    QList<quint32> left;
    left.reserve(wanted.size());
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(left),
                 [&](quint32 row) { return row <= greatest && isWanted[row]; });
    return left;
}

} // namespace

TaskIndexer::TaskIndexer(AccountId owner)
    : m_owner(owner)
{
}

Result<TaskIndex> TaskIndexer::index(TaskStore &store, const TaskFilter &filter,
                                     const TaskSort &sort)
{
    if (isOpen(filter) || m_sort != sort) {
        if (const Result<void> read = readAll(store, sort); !read)
            return read.error();
    }
    if (isOpen(filter))
        return m_all;
    const Result<QList<quint32>> wanted = store.endedRowsThat(m_owner, filter);
    if (!wanted)
        return wanted.error();
    return TaskIndex{onlyThose(m_all.rows, *wanted), m_all.counts, m_all.revision};
}

Result<void> TaskIndexer::readAll(TaskStore &store, const TaskSort &sort)
{
    m_sort.reset();
    m_all = {};
    const Result<quint64> revision = store.revision();
    if (!revision)
        return revision.error();
    const Result<TaskCounts> counts = store.counts(m_owner);
    if (!counts)
        return counts.error();
    Result<QList<quint32>> rows = store.endedRows(m_owner, sort);
    if (!rows)
        return rows.error();
    m_all = {std::move(*rows), *counts, *revision};
    m_sort = sort;
    return {};
}

} // namespace headway
