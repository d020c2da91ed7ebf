#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QString>

#include <memory>

namespace headway {

/// One connection to the database file. Belongs to the thread that opened it, in which it is closed
/// too.
class Database
{
public:
    /// Opens for writing: makes the file (mode 0600) when it is missing and brings its schema up to
    /// date. Errors: NewerSchema (the file is not touched then), Insecure, StorageFailed,
    /// StorageFull.
    static Result<std::unique_ptr<Database>> open(const QString &file);
    /// Opens an up-to-date database for reading. Errors: StorageFailed.
    static Result<std::unique_ptr<Database>> openReadOnly(const QString &file);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    QSqlDatabase connection() const;

    /// Runs one statement without parameters. Errors: StorageFailed, StorageFull.
    Result<void> execute(const QString &sql);
    Result<void> begin();
    Result<void> commit();
    void rollback();

private:
    explicit Database(QString connectionName);

    static Result<std::unique_ptr<Database>> connectTo(const QString &file, bool readOnly);
    Result<int> schemaVersion();
    Result<void> migrate();
    Result<void> applyMigration(int version);

    QString m_connectionName;
};

/// The version of the schema that this program writes: the number of the newest migration.
int newestSchemaVersion();

} // namespace headway
