#include "core/store/database.h"

#include "core/base/privatefile.h"
#include "core/store/statement.h"
#include "core/store/stopmark.h"

#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>

static void initMigrations()
{
    Q_INIT_RESOURCE(migrations);
}

namespace headway {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcStore, "headway.store")

namespace {

constexpr int schemaVersionOfThisProgram = 6;
constexpr int carryingsMax = 10; // in a row

QString nextConnectionName()
{
    static std::atomic<int> counter{0};
    return u"headway-%1"_s.arg(++counter);
}

Result<QStringList> statementsOf(int version)
{
    initMigrations();
    QFile file(u":/headway/migrations/%1.sql"_s.arg(version, 4, 10, QLatin1Char('0')));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Internal, u"migration %1 is missing"_s.arg(version)};
    static const QRegularExpression comment(u"--[^\n]*\n"_s);
    static const QRegularExpression end(u";\\s*\n"_s);
    return QString::fromUtf8(file.readAll()).remove(comment).split(end, Qt::SkipEmptyParts);
}

} // namespace

int newestSchemaVersion()
{
    return schemaVersionOfThisProgram;
}

Database::Database(QString connectionName)
    : m_connectionName(std::move(connectionName))
    , m_begin(std::make_unique<Statement>(*this, u"BEGIN IMMEDIATE"_s))
    , m_commit(std::make_unique<Statement>(*this, u"COMMIT"_s))
{
}

Database::~Database()
{
    m_commit.reset();
    m_begin.reset();
    connection().close();
    QSqlDatabase::removeDatabase(m_connectionName);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_connectionName, false);
}

Result<std::unique_ptr<Database>> Database::connectTo(const QString &file, bool readOnly)
{
    std::unique_ptr<Database> database(new Database(nextConnectionName()));
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connectionName);
    connection.setDatabaseName(file);
    const QString options = u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_ENABLE_REGEXP"_s;
    connection.setConnectOptions(readOnly ? options + u";QSQLITE_OPEN_READONLY"_s : options);
    if (!connection.open())
        return errorOf(connection.lastError());
    return database;
}

Result<std::unique_ptr<Database>> Database::openReadOnly(const QString &file)
{
    return connectTo(file, true);
}

Result<std::unique_ptr<Database>> Database::openReader(const QString &file)
{
    Result<std::unique_ptr<Database>> database = openReadOnly(file);
    if (!database)
        return database;
    (*database)->m_isInUse = true;
    const Result<void> done = (*database)->execute(u"PRAGMA cache_size = -8192"_s); // KiB
    return done ? std::move(database) : done.error();
}

Result<std::unique_ptr<Database>> Database::openAsItIs(const QString &file)
{
    return connectTo(file, false);
}

Result<std::unique_ptr<Database>> Database::openCarrier(const QString &file)
{
    Result<std::unique_ptr<Database>> database = openAsItIs(file);
    if (database)
        (*database)->m_isInUse = true;
    return database;
}

Result<std::unique_ptr<Database>> Database::make(const QString &file, int version)
{
    Result<std::unique_ptr<Database>> database = connectTo(file, false);
    if (!database)
        return database;
    if (const Result<void> migrated = (*database)->migrate(version); !migrated)
        return migrated.error();
    return database;
}

Result<int> Database::versionOf(const QString &file)
{
    Result<std::unique_ptr<Database>> reader = openReadOnly(file);
    Result<int> version = reader ? (*reader)->schemaVersion() : Result<int>(reader.error());
    if (version)
        return version;
    // The very first write may have been cut short: it has to be undone, which a reader may not.
    Result<std::unique_ptr<Database>> writer = connectTo(file, false);
    if (!writer)
        return writer.error();
    (*writer)->m_isInUse = true;
    return (*writer)->schemaVersion();
}

/// So that an empty file is never one that was only begun, but one that has lost everything.
Result<void> Database::makeWhole(const QString &file)
{
    const QString fresh = file + "-new"_L1;
    QFile::remove(fresh); // of a start that was interrupted
    if (Result<void> made = makePrivateFile(fresh); !made)
        return made;
    {
        const Result<std::unique_ptr<Database>> database = connectTo(fresh, false);
        if (!database)
            return database.error();
        Result<void> done = (*database)->execute(u"PRAGMA synchronous = OFF"_s); // synced below
        if (done)
            done = (*database)->migrate(newestSchemaVersion());
        if (!done)
            return done;
    }
    return moveIntoPlace(fresh, file, false);
}

Result<std::unique_ptr<Database>> Database::open(const QString &file)
{
    if (const QFileInfo info(file); !info.exists() && !info.isSymLink()) {
        if (const Result<void> made = makeWhole(file); !made)
            return made.error();
    }
    if (Result<void> made = makePrivateFile(file); !made)
        return made.error();
    if (QFileInfo(file).size() > 0) { // look before touching: a newer schema stays as it is
        const Result<int> version = versionOf(file);
        if (!version)
            return version.error();
        if (*version > newestSchemaVersion()) {
            return Error{
                ErrorCode::NewerSchema,
                u"%1 was written by a newer Headway (schema %2, this program knows %3); it has been left untouched. Please update Headway."_s
                    .arg(file)
                    .arg(*version)
                    .arg(newestSchemaVersion())};
        }
    }
    Result<std::unique_ptr<Database>> database = connectTo(file, false);
    if (!database)
        return database;
    (*database)->m_isInUse = true;
    // What has changed is carried over from the log to the file rarely and much of it at once: a
    // page that many commits have written is then written once. Up to 16 MB of log, and of cache.
    for (const QString &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s,
                                  u"PRAGMA foreign_keys = ON"_s, u"PRAGMA cache_size = -16384"_s,
                                  u"PRAGMA wal_autocheckpoint = 4000"_s}) {
        if (Result<void> done = (*database)->execute(pragma); !done)
            return done.error();
    }
    Result<void> ready = (*database)->emptyLog();
    if (ready)
        ready = (*database)->migrate(newestSchemaVersion());
    // What a statement undoes should it fail: of a task, with its triggers, more than SQLite keeps
    // in memory by itself. Writing it to a file took longer than the statement.
    if (ready)
        ready = (*database)->execute(u"PRAGMA temp_store = MEMORY"_s);
    if (!ready)
        return ready.error();
    return database;
}

Error Database::failed(const QSqlError &error) const
{
    if (m_isInUse && isDamage(error))
        noteDamage(error);
    return errorOf(error);
}

void Database::noteDamage(const QSqlError &error) const
{
    ++m_damagesMet;
    const QString file = connection().databaseName();
    if (const StopMark mark(file); !mark.isSuspect()) { // once
        mark.setSuspect();
        qCCritical(lcStore).noquote()
            << "the database" << file << "is damaged:" << error.databaseText()
            << "- stop Headway and start it again: it sets the database aside and saves what "
               "can be read";
    }
    if (m_damageTold)
        m_damageTold();
}

void Database::whenDamaged(std::function<void()> told)
{
    m_damageTold = std::move(told);
    if (m_damagesMet > 0 && m_damageTold)
        m_damageTold();
}

Result<void> Database::execute(const QString &sql)
{
    QSqlQuery query(connection());
    if (!query.exec(sql))
        return failed(query.lastError());
    return {};
}

Result<void> Database::begin()
{
    const Result<QSqlQuery *> begun = m_begin->run();
    return begun ? Result<void>() : begun.error();
}

Result<void> Database::beginRead()
{
    return execute(u"BEGIN"_s);
}

Result<void> Database::commit()
{
    const Result<QSqlQuery *> committed = m_commit->run();
    return committed ? Result<void>() : committed.error();
}

void Database::rollback()
{
    // Fails when SQLite has rolled back by itself (a full disk): then there is nothing to do.
    QSqlQuery(connection()).exec(u"ROLLBACK"_s);
}

/// SQLite syncs the file only when nothing has been committed meanwhile. What has been is carried
/// over after it, and is less each time.
Result<void> Database::carryAllOver()
{
    Result<int> pages = carryOver();
    for (int i = 1, before = -1; i < carryingsMax && pages && *pages != before; ++i) {
        before = *pages;
        pages = carryOver();
    }
    return pages ? Result<void>() : pages.error();
}

Result<int> Database::carryOver()
{
    QSqlQuery query(connection());
    if (!query.exec(u"PRAGMA wal_checkpoint(PASSIVE)"_s) || !query.next())
        return failed(query.lastError());
    return query.value(1).toInt(); // beside whether it was busy, and how many have been carried
}

Result<QVariant> Database::value(const QString &sql) const
{
    QSqlQuery query(connection());
    query.setForwardOnly(true);
    if (!query.exec(sql) || !query.next())
        return failed(query.lastError());
    return query.value(0);
}

Result<int> Database::schemaVersion() const
{
    const Result<QVariant> version = value(u"PRAGMA user_version"_s);
    return version ? Result<int>(version->toInt()) : version.error();
}

/// A process that was killed between writing and syncing has left what looks committed and is not
/// on disk; a commit whose sync has failed would come back to life at the next start.
Result<void> Database::emptyLog()
{
    Result<void> done = execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    if (!done && done.error().code == ErrorCode::StorageFull)
        return {};
    return done;
}

Result<void> Database::migrate(int toVersion)
{
    const Result<int> present = schemaVersion();
    if (!present)
        return present.error();
    for (int version = *present + 1; version <= toVersion; ++version) {
        if (Result<void> done = applyMigration(version); !done)
            return done;
    }
    return {};
}

Result<void> Database::applyMigration(int version)
{
    const Result<QStringList> statements = statementsOf(version);
    if (!statements)
        return statements.error();
    if (Result<void> begun = begin(); !begun)
        return begun;
    for (const QString &sql :
         *statements + QStringList{u"PRAGMA user_version = %1"_s.arg(version)}) {
        if (sql.trimmed().isEmpty())
            continue;
        if (Result<void> done = execute(sql); !done) {
            rollback();
            return done;
        }
    }
    return commit();
}

} // namespace headway
