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

} // namespace

Statement::Statement(const Database &database, QString sql)
    : m_database(database)
    , m_sql(std::move(sql))
{
}

Statement::~Statement() = default;

Result<QSqlQuery *> Statement::run(const QVariantList &values)
{
    if (!m_query) {
        QSqlQuery query(m_database.connection());
        query.setForwardOnly(true);
        if (!query.prepare(m_sql))
            return errorOf(query.lastError());
        m_query = std::move(query);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query->bindValue(static_cast<int>(i), asBound(values.at(i)));
    if (!m_query->exec())
        return errorOf(m_query->lastError());
    return &*m_query;
}

void Statement::finish()
{
    if (m_query)
        m_query->finish();
}

} // namespace headway
