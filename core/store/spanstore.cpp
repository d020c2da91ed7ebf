#include "core/store/spanstore.h"

#include "core/model/limits.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString selectSpans(const QString &rest)
{
    return u"SELECT seq, id, substr(name, 1, %1), kind, host, status, started_at, completed_at "
           "FROM tasks WHERE owner_id = ? AND %2 LIMIT ?"_s.arg(limits::spanNameLength)
               .arg(rest);
}

// What ran in a period ended in it, or ended later and had begun before its end, or has not ended.
// The unary plus keeps SQLite from the index that suits the term less.

QString liveSql()
{
    return selectSpans(u"completed_at IS NULL AND started_at < ?"_s);
}

/// All that begins before the period's end is passed by to find what ends after it, though in the
/// index alone: a million entries are 0.1 s. Of today, where nothing can, that is not done at all.
QString endedAfterSql()
{
    return selectSpans(u"completed_at IS NOT NULL AND started_at < ? AND +completed_at >= ?"_s);
}

QString anyEndedAfterSql()
{
    return u"SELECT 1 FROM tasks WHERE owner_id = ? AND completed_at >= ? LIMIT 1"_s;
}

QString endedWithinSql()
{
    return selectSpans(u"completed_at >= ? AND completed_at < ? AND +started_at < ? "
                       "ORDER BY completed_at DESC"_s);
}

QDateTime instant(const QVariant &milliseconds)
{
    return milliseconds.isNull()
        ? QDateTime()
        : QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

TaskSpan spanFrom(const QSqlQuery &row)
{
    return {.row = row.value(0).toUInt(),
            .id = TaskId::fromBytes(row.value(1).toByteArray()),
            .name = row.value(2).toString(),
            .kind = row.value(3).toString(),
            .host = row.value(4).toString(),
            .status = taskStatusFromWord(row.value(5).toString()).value_or(TaskStatus::Lost),
            .startedAt = instant(row.value(6)),
            .completedAt = instant(row.value(7))};
}

} // namespace

SpanStore::SpanStore(Database &database)
    : m_live(database, liveSql())
    , m_anyEndedAfter(database, anyEndedAfterSql())
    , m_endedAfter(database, endedAfterSql())
    , m_endedWithin(database, endedWithinSql())
{
}

QStringList SpanStore::statements()
{
    return {liveSql(), anyEndedAfterSql(), endedAfterSql(), endedWithinSql()};
}

Result<TaskSpans> SpanStore::spans(AccountId owner, const Period &period)
{
    const qint64 from = period.from.toMSecsSinceEpoch();
    const qint64 to = period.to.toMSecsSinceEpoch();
    const qint64 account = owner.rowId();
    TaskSpans spans;
    const Result<bool> later = hasEndedAfter(account, to);
    if (!later)
        return later.error();
    Result<void> read = append(m_live, {account, to}, spans);
    if (read && *later)
        read = append(m_endedAfter, {account, to, to}, spans);
    if (read)
        read = append(m_endedWithin, {account, from, to, to}, spans);
    return read ? Result<TaskSpans>(spans) : read.error();
}

Result<bool> SpanStore::hasEndedAfter(qint64 account, qint64 instant)
{
    const Result<QSqlQuery *> query = m_anyEndedAfter.run({account, instant});
    if (!query)
        return query.error();
    const bool has = (*query)->next();
    m_anyEndedAfter.finish();
    return has;
}

Result<void> SpanStore::append(Statement &select, QVariantList values, TaskSpans &spans)
{
    const qsizetype room = limits::spanCount - spans.spans.size();
    values.append(room + 1); // one more tells whether there are more
    const Result<QSqlQuery *> query = select.run(values);
    if (!query)
        return query.error();
    while ((*query)->next()) {
        if (spans.spans.size() == limits::spanCount) {
            spans.isCut = true;
            select.finish();
            return {};
        }
        spans.spans.append(spanFrom(**query));
    }
    return select.checkEnd();
}

} // namespace headway
