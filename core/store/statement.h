#pragma once

#include "core/base/result.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

class QSqlError;

namespace headway {

class Database;

/// The Error for what the driver said: StorageFull or StorageFailed.
Error errorOf(const QSqlError &error);

/// Whether it says that the database itself is damaged.
bool isDamage(const QSqlError &error);

/// One SQL statement of a store, prepared at its first use and kept.
class Statement
{
public:
    /// A ? in @p sql is a placeholder, wherever it stands.
    Statement(const Database &database, const QString &sql);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    /// Runs it with @p values for its placeholders, in order. The rows are read from the query,
    /// which is valid until the next run; finish() ends the read early. Errors: StorageFailed,
    /// StorageFull.
    Result<QSqlQuery *> run(const QVariantList &values = {});
    /// Whether the rows that were read are all: what cannot be read ends them as well.
    /// Errors: StorageFailed.
    Result<void> checkEnd() const;
    /// Lets go of the read lock that a half-read result holds.
    void finish();

private:
    const Database &m_database;
    QStringList m_names; ///< of the placeholders
    const QString m_sql;
    std::optional<QSqlQuery> m_query;
};

/// The first column of all rows of @p sql. Errors: StorageFailed.
Result<QStringList> textsFrom(const Database &database, const QString &sql);

} // namespace headway
