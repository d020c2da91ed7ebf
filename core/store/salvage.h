#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

#include <optional>

class QSqlError;
class QSqlQuery;

namespace headway {

class Database;

/// How much of a table could be read.
struct SavedRows
{
    QString table;
    qint64 saved = 0;
    std::optional<qint64> lost; ///< nullopt: nobody knows
};

/// Reads what can be read of a damaged database into a new one, table by table, in ranges of keys
/// that grow smaller towards the pages that cannot be read. What the database keeps by itself
/// (counts, marks) is made anew.
class Salvage
{
public:
    /// @p target has the schema of the damaged database and no rows yet; a crash meanwhile spoils
    /// it. @p damagedFile is a copy that may be written to. Errors: StorageFailed, StorageFull.
    static Result<QList<SavedRows>> run(Database &target, const QString &damagedFile);

private:
    explicit Salvage(Database &target);

    Result<SavedRows> saveTable(const QString &table, bool hasRowIds);
    bool isThere() const;
    void saveByRowIds();
    void saveRange(QSqlQuery &copy, qint64 first, qint64 last);
    bool isHopeless(qint64 first, qint64 last) const;
    void saveByKeys();
    bool saveByTasks();
    QString copySql(const QString &condition) const;
    bool copyWhere(const QString &condition);
    void noteFault(const QSqlError &error);
    qint64 newestKey() const;
    std::optional<qint64> countOf(const QString &sql) const;
    std::optional<qint64> rowsThatWere() const;

    Database &m_target;
    QString m_table;
    QString m_columns; ///< all, for SQL
    QString m_key = QStringLiteral("rowid"); ///< the number that ranges are of
    std::optional<Error> m_failure;
};

} // namespace headway
