#include "core/store/statement.h"

#include "core/store/database.h"

#include <QSqlError>

namespace headway {

using namespace Qt::StringLiterals;

Error errorOf(const QSqlError &error)
{
    const bool full = error.nativeErrorCode() == "13"_L1; // SQLITE_FULL
    return {full ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"database: %1 (%2)"_s.arg(error.text().simplified(), error.nativeErrorCode())};
}

bool isDamage(const QSqlError &error)
{
    constexpr int corrupt = 11; // SQLITE_CORRUPT
    constexpr int noDatabase = 26; // SQLITE_NOTADB
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == corrupt || code == noDatabase;
}

namespace {

/// SQLite takes a byte order mark at the beginning of a text for one and drops it: such a text gets
/// one that it may drop.
QVariant asBound(const QVariant &value)
{
    constexpr QChar mark(QChar::ByteOrderMark);
    if (value.typeId() != QMetaType::QString)
        return value;
    const QString text = value.toString();
    const bool isMarked = text.startsWith(mark) || text.startsWith(QChar(QChar::ByteOrderSwapped));
    return isMarked ? QVariant(mark + text) : value;
}

/// @p sql with names for its placeholders. QtSql makes a name of each position anyhow, at every
/// binding, and that takes longer than all the rest of it.
QString withNames(const QString &sql, QStringList &names)
{
    QString named;
    for (const QChar c : sql) {
        if (c == u'?')
            named += names.emplaceBack(u":v%1"_s.arg(names.size()));
        else
            named += c;
    }
    return named;
}

} // namespace

Statement::Statement(const Database &database, const QString &sql)
    : m_database(database)
    , m_sql(withNames(sql, m_names))
{
}

Statement::~Statement() = default;

Result<QSqlQuery *> Statement::run(const QVariantList &values)
{
    if (!m_query) {
        QSqlQuery query(m_database.connection());
        query.setForwardOnly(true);
        if (!query.prepare(m_sql))
            return m_database.failed(query.lastError());
        m_query = std::move(query);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query->bindValue(m_names.at(i), asBound(values.at(i)));
    if (!m_query->exec())
        return m_database.failed(m_query->lastError());
    return &*m_query;
}

Result<void> Statement::checkEnd() const
{
    const bool isFine = !m_query || !m_query->lastError().isValid();
    return isFine ? Result<void>() : m_database.failed(m_query->lastError());
}

void Statement::finish()
{
    if (m_query)
        m_query->finish();
}

Result<QStringList> textsFrom(const Database &database, const QString &sql)
{
    Statement select(database, sql);
    const Result<QSqlQuery *> query = select.run();
    if (!query)
        return query.error();
    QStringList texts;
    while ((*query)->next())
        texts.append((*query)->value(0).toString());
    if (Result<void> whole = select.checkEnd(); !whole)
        return whole.error();
    return texts;
}

} // namespace headway
