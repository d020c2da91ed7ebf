#include "core/store/statisticsstore.h"

#include "core/model/limits.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

// A range of an index is counted far sooner than rows are put together by an expression: with a
// million of them in 90 days it is 0.2 s instead of 1 s, 8,640 ranges and all.

/// The quarters of an hour of a period, as `q (i)`.
QString withQuarters()
{
    return u"WITH RECURSIVE q (i) AS (SELECT ? / %1 UNION ALL SELECT i + 1 FROM q "
           "WHERE i + 1 <= (? - 1) / %1) "_s.arg(quarterHour.count());
}

/// How many tasks there are in one of them, by one index and the column that it is sorted by.
QString countSql(const QString &index, const QString &condition, const QString &column)
{
    return u"(SELECT count(*) FROM tasks INDEXED BY %1 WHERE owner_id = ? AND %2completed_at "
           "IS NOT NULL AND %3 >= max(?, i * %4) AND %3 < min(?, (i + 1) * %4)) AS c "_s
               .arg(index, condition, column)
               .arg(quarterHour.count());
}

QString endedStartsSql()
{
    return withQuarters() + u"SELECT i, "_s + countSql(u"ended_by_start"_s, {}, u"started_at"_s)
        + u"FROM q WHERE c > 0"_s;
}

QString liveStartsSql()
{
    return u"SELECT started_at / %1, count(*) FROM tasks WHERE owner_id = ? AND completed_at "
           "IS NULL AND started_at >= ? AND started_at < ? GROUP BY 1"_s.arg(quarterHour.count());
}

QString endsSql()
{
    return withQuarters() + u"SELECT i, s.column1, "_s
        + countSql(u"ended_by_status"_s, u"status = s.column1 AND "_s, u"completed_at"_s)
        + u"FROM q, (VALUES ('completed'), ('failed'), ('cancelled'), ('lost')) s WHERE c > 0"_s;
}

/// Only so many are looked at: to count all names of a million tasks takes more than a second.
QString namesSql()
{
    return u"SELECT name, count(*) AS c, max(seq) FROM (SELECT name, name_key, seq FROM tasks "
           "INDEXED BY ended_by_end WHERE owner_id = ? AND completed_at >= ? AND completed_at < ? "
           "ORDER BY completed_at DESC LIMIT %1) GROUP BY name_key ORDER BY c DESC, max(seq) DESC "
           "LIMIT ?"_s.arg(limits::namedTasks);
}

QString runsSql()
{
    return u"SELECT seq, id, status, completed_at, completed_at - started_at - paused_for "
           "FROM tasks INDEXED BY ended_by_name WHERE owner_id = ? AND name_key = ? AND "
           "completed_at >= ? AND completed_at < ? AND completed_at IS NOT NULL AND "
           "started_at IS NOT NULL ORDER BY completed_at DESC, seq DESC LIMIT ?"_s;
}

QVariantList rangeOf(AccountId owner, const Period &period)
{
    return {owner.rowId(), period.from.toMSecsSinceEpoch(), period.to.toMSecsSinceEpoch()};
}

TaskRun runOf(const QSqlQuery &row)
{
    return {.row = row.value(0).toUInt(),
            .id = TaskId::fromBytes(row.value(1).toByteArray()),
            .status = taskStatusFromWord(row.value(2).toString()).value_or(TaskStatus::Lost),
            .completedAt = QDateTime::fromMSecsSinceEpoch(row.value(3).toLongLong(), Qt::UTC),
            .elapsed = std::chrono::milliseconds(qMax<qint64>(0, row.value(4).toLongLong()))};
}

} // namespace

StatisticsStore::StatisticsStore(Database &database)
    : m_liveStarts(database, liveStartsSql())
    , m_endedStarts(database, endedStartsSql())
    , m_ends(database, endsSql())
    , m_names(database, namesSql())
    , m_runs(database, runsSql())
{
}

QStringList StatisticsStore::statements()
{
    return {endedStartsSql(), endsSql(), namesSql(), runsSql()};
}

Result<TaskStatistics> StatisticsStore::statistics(AccountId owner, const Period &period)
{
    const QVariantList range = rangeOf(owner, period);
    const QVariantList byQuarters = range.sliced(1) + range;
    Quarters quarters;
    for (const Result<void> &counted :
         {countStarts(m_liveStarts, range, quarters),
          countStarts(m_endedStarts, byQuarters, quarters), countEnds(byQuarters, quarters)}) {
        if (!counted)
            return counted.error();
    }
    const Result<QList<NameCount>> frequent = names(range);
    if (!frequent)
        return frequent.error();
    for (auto quarter = quarters.begin(); quarter != quarters.end(); ++quarter) {
        quarter->begin =
            QDateTime::fromMSecsSinceEpoch(quarter.key() * quarterHour.count(), Qt::UTC);
    }
    return TaskStatistics{quarters.values(), *frequent};
}

Result<void> StatisticsStore::countStarts(Statement &select, const QVariantList &values,
                                          Quarters &quarters)
{
    const Result<QSqlQuery *> query = select.run(values);
    if (!query)
        return query.error();
    while ((*query)->next())
        quarters[(*query)->value(0).toLongLong()].started += (*query)->value(1).toLongLong();
    return select.checkEnd();
}

Result<void> StatisticsStore::countEnds(const QVariantList &values, Quarters &quarters)
{
    const Result<QSqlQuery *> query = m_ends.run(values);
    if (!query)
        return query.error();
    while ((*query)->next()) {
        if (const auto status = taskStatusFromWord((*query)->value(1).toString()))
            quarters[(*query)->value(0).toLongLong()].ended.insert(*status,
                                                                   (*query)->value(2).toLongLong());
    }
    return m_ends.checkEnd();
}

Result<QList<NameCount>> StatisticsStore::names(const QVariantList &values)
{
    const Result<QSqlQuery *> query = m_names.run(values + QVariantList{limits::nameCount});
    if (!query)
        return query.error();
    QList<NameCount> found;
    while ((*query)->next())
        found.append({(*query)->value(0).toString(), (*query)->value(1).toLongLong()});
    const Result<void> all = m_names.checkEnd();
    return all ? Result<QList<NameCount>>(found) : all.error();
}

Result<QList<TaskRun>> StatisticsStore::runs(AccountId owner, const QString &name,
                                             const Period &period)
{
    QVariantList values = rangeOf(owner, period);
    values.insert(1, name.toCaseFolded());
    values.append(limits::runCount);
    const Result<QSqlQuery *> query = m_runs.run(values);
    if (!query)
        return query.error();
    QList<TaskRun> runs;
    while ((*query)->next())
        runs.append(runOf(**query));
    const Result<void> all = m_runs.checkEnd();
    return all ? Result<QList<TaskRun>>(runs) : all.error();
}

} // namespace headway
