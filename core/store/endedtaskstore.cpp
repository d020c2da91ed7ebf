#include "core/store/endedtaskstore.h"

#include "core/store/taskselection.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// 0 is no row.
Result<void> appendRows(Statement &select, const QVariantList &values, QList<quint32> &rows,
                        const std::stop_token &stop = {})
{
    const Result<QSqlQuery *> query = select.run(values);
    if (!query)
        return query.error();
    while ((*query)->next()) {
        if (stop.stop_requested())
            return {};
        if (const quint32 row = (*query)->value(0).toUInt())
            rows.append(row);
    }
    return select.checkEnd();
}

} // namespace

EndedTaskStore::EndedTaskStore(Database &database)
    : m_database(database)
    , m_texts(database,
              u"SELECT seq, revision, name_key, progress, error FROM tasks WHERE owner_id = ? "
              "AND revision > ? AND completed_at IS NOT NULL ORDER BY revision LIMIT ?"_s)
{
}

Result<QList<quint32>> EndedTaskStore::rows(AccountId owner, const TaskSort &sort,
                                            const std::stop_token &stop)
{
    QList<quint32> rows;
    for (const QString &sql : endedRowsSql(sort)) {
        Statement select(m_database, sql);
        if (const Result<void> read = appendRows(select, {owner.rowId()}, rows, stop); !read)
            return read.error();
    }
    return rows;
}

Result<void> EndedTaskStore::eachText(AccountId owner, quint64 revision, int limit,
                                      const std::function<Result<void>(const Text &)> &handle)
{
    const Result<QSqlQuery *> query =
        m_texts.run({owner.rowId(), static_cast<qint64>(revision), limit});
    if (!query)
        return query.error();
    while ((*query)->next()) {
        const QSqlQuery &row = **query;
        Result<void> done =
            handle({row.value(0).toUInt(), row.value(1).toULongLong(), row.value(2).toString(),
                    row.value(3).toString(), row.value(4).toString()});
        if (!done) {
            m_texts.finish(); // half read, it would hold the connection to this moment
            return done;
        }
    }
    return m_texts.checkEnd();
}

Result<QList<quint32>> EndedTaskStore::rowsThat(AccountId owner, const TaskFilter &filter,
                                                const std::stop_token &stop)
{
    QList<quint32> rows;
    const Selection selection = selectEndedRows(owner, filter);
    Statement select(m_database, selection.sql);
    const Result<void> read = appendRows(select, selection.values, rows, stop);
    return read ? Result<QList<quint32>>(rows) : read.error();
}

/// By a cross join, which SQLite makes in the order in which it is written.
Result<QList<quint32>> EndedTaskStore::rowsThat(AccountId owner, const TaskFilter &filter,
                                                const QList<quint32> &rows)
{
    QStringList numbers;
    for (const quint32 row : rows)
        numbers.append(QString::number(row));
    Condition condition = conditionFor(owner, filter);
    condition.values.prepend(u"[%1]"_s.arg(numbers.join(u',')));
    Statement select(m_database,
                     u"SELECT t.seq FROM json_each(?) asked CROSS JOIN tasks t "
                     "ON t.seq = asked.value WHERE %1 AND t.completed_at IS NOT NULL"_s.arg(
                         condition.terms.join(u" AND "_s)));
    QList<quint32> passing;
    const Result<void> read = appendRows(select, condition.values, passing);
    return read ? Result<QList<quint32>>(passing) : read.error();
}

} // namespace headway
