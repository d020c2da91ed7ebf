#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <functional>
#include <memory>

class QSqlError;

namespace headway {

class Statement;

/// One connection to the database file. Belongs to the thread that opened it, in which it is closed
/// too.
class Database
{
public:
    /// Opens for writing: makes the file (mode 0600) when it is missing and brings its schema up to
    /// date, each version whole or not at all. What an earlier end has left in the write-ahead log,
    /// synced or not, is in the file and on disk then, unless that is full; what was left of a
    /// failed commit is gone. Errors: NewerSchema (the file is not touched then), Insecure,
    /// StorageFailed, StorageFull.
    static Result<std::unique_ptr<Database>> open(const QString &file);
    /// Opens an up-to-date database for reading. Errors: StorageFailed.
    static Result<std::unique_ptr<Database>> openReadOnly(const QString &file);
    /// The same for a connection that stays and remembers more. Its schema is sound: it is read.
    static Result<std::unique_ptr<Database>> openReader(const QString &file);
    /// Opens for writing whatever is there, with the schema that it has. Errors: StorageFailed.
    static Result<std::unique_ptr<Database>> openAsItIs(const QString &file);
    /// Opens the database that another connection writes, for carryAllOver(). Errors:
    /// StorageFailed.
    static Result<std::unique_ptr<Database>> openCarrier(const QString &file);
    /// Gives the empty @p file, or ":memory:", the schema that version @p version had.
    /// Errors: StorageFailed, StorageFull.
    static Result<std::unique_ptr<Database>> make(const QString &file, int version);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    QSqlDatabase connection() const;

    /// @p told is called whenever a statement meets damage of the file; in the connection's thread.
    /// At once when one has met it already.
    void whenDamaged(std::function<void()> told);
    /// How many statements have met damage.
    int damagesMet() const { return m_damagesMet; }
    /// The Error for what the driver said of a statement. Damage is remembered beside the file, so
    /// that the next start looks closer, and told: unless it is of a copy, or of what was only
    /// looked at, by openReadOnly() and openAsItIs().
    Error failed(const QSqlError &error) const;

    /// Runs one statement without parameters. Errors: StorageFailed, StorageFull.
    Result<void> execute(const QString &sql);
    /// The one value that @p sql asks for. Errors: StorageFailed, also when there is none.
    Result<QVariant> value(const QString &sql) const;
    /// 0: none yet.
    Result<int> schemaVersion() const;
    Result<void> begin();
    /// What is read from now on is of one moment, until rollback().
    Result<void> beginRead();
    Result<void> commit();
    void rollback();
    /// Carries what has been committed over from the write-ahead log into the file, and syncs that,
    /// as far as it can beside those who read and write. Errors: StorageFailed, StorageFull.
    Result<void> carryAllOver();
    /// The same once, outside a transaction. The writer's carries all over, and its next commit
    /// begins the log anew, unless somebody reads. @return the log's pages
    Result<int> carryOver();

private:
    explicit Database(QString connectionName);

    static Result<std::unique_ptr<Database>> connectTo(const QString &file, bool readOnly);
    static Result<int> versionOf(const QString &file);
    Result<void> emptyLog();
    static Result<void> makeWhole(const QString &file);
    Result<void> migrate(int toVersion);
    Result<void> applyMigration(int version);

    void noteDamage(const QSqlError &error) const;

    QString m_connectionName;
    std::unique_ptr<Statement> m_begin; ///< kept like those of the stores
    std::unique_ptr<Statement> m_commit;
    bool m_isInUse = false; ///< it is of the file that Headway works with
    mutable int m_damagesMet = 0;
    std::function<void()> m_damageTold;
};

/// The version of the schema that this program writes: the number of the newest migration.
int newestSchemaVersion();

} // namespace headway
