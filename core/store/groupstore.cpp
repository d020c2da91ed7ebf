#include "core/store/groupstore.h"

#include "core/model/limits.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Result<TaskCounts> countsFrom(Statement &select, const QVariantList &values)
{
    const Result<QSqlQuery *> query = select.run(values);
    if (!query)
        return query.error();
    TaskCounts counts;
    while ((*query)->next()) {
        if (const auto status = taskStatusFromWord((*query)->value(0).toString()))
            counts.insert(*status, (*query)->value(1).toLongLong());
    }
    const Result<void> all = select.checkEnd();
    return all ? Result<TaskCounts>(counts) : all.error();
}

} // namespace

GroupStore::GroupStore(Database &database)
    : m_statuses(database,
                 u"SELECT status, count FROM task_counts WHERE owner_id = ? AND count > 0"_s)
    // The words are those of an ended task: the index by status holds all that is asked for.
    , m_recent(database,
               u"SELECT status, count(*) FROM tasks WHERE owner_id = ? AND status IN "
               "('completed', 'failed', 'cancelled', 'lost') AND completed_at >= ? "
               "AND completed_at IS NOT NULL GROUP BY status"_s)
    , m_largest(database,
                u"SELECT key, value, count FROM task_groups WHERE owner_id = ? AND facet = ? "
                "ORDER BY count DESC, key, value LIMIT ?"_s)
{
}

Result<TaskGroups> GroupStore::groups(AccountId owner, const QDateTime &since)
{
    TaskGroups groups;
    const Result<TaskCounts> statuses = countsFrom(m_statuses, {owner.rowId()});
    const Result<TaskCounts> recent =
        countsFrom(m_recent, {owner.rowId(), since.toMSecsSinceEpoch()});
    if (!statuses || !recent)
        return statuses ? recent.error() : statuses.error();
    groups.statuses = *statuses;
    groups.recent = *recent;
    const std::pair<QString, QList<TaskGroup> *> facets[] = {
        {u"kind"_s, &groups.kinds}, {u"host"_s, &groups.hosts}, {u"label"_s, &groups.labels}};
    for (const auto &[facet, found] : facets) {
        Result<QList<TaskGroup>> largestOnes = largest(owner, facet);
        if (!largestOnes)
            return largestOnes.error();
        *found = std::move(*largestOnes);
    }
    return groups;
}

Result<QList<TaskGroup>> GroupStore::largest(AccountId owner, const QString &facet)
{
    const Result<QSqlQuery *> query = m_largest.run({owner.rowId(), facet, limits::groupCount});
    if (!query)
        return query.error();
    QList<TaskGroup> groups;
    while ((*query)->next()) {
        groups.append({(*query)->value(0).toString(), (*query)->value(1).toString(),
                       (*query)->value(2).toLongLong()});
    }
    const Result<void> all = m_largest.checkEnd();
    return all ? Result<QList<TaskGroup>>(groups) : all.error();
}

} // namespace headway
