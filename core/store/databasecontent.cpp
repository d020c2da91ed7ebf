#include "core/store/databasecontent.h"

#include "core/store/database.h"
#include "core/store/statement.h"

#include <QSqlError>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Its tables, indexes and triggers, each in the words that made it; not those of SQLite itself.
Result<QStringList> schemaOf(const Database &database)
{
    Result<QStringList> texts =
        textsFrom(database,
                  u"SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema "
                  "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"_s);
    if (texts) {
        for (QString &text : *texts)
            text = text.simplified();
    }
    return texts;
}

Error broken(const QString &what)
{
    return {ErrorCode::StorageFailed, u"the database is damaged: %1"_s.arg(what)};
}

} // namespace

Result<DatabaseContent> contentOf(const Database &database)
{
    DatabaseContent content;
    const Result<int> version = database.schemaVersion();
    if (!version)
        return version.error();
    content.schemaVersion = *version;
    const Result<QVariant> revision = database.value(u"SELECT value FROM revision"_s);
    if (!revision)
        return revision.error();
    content.revision = revision->toULongLong();
    const Result<QStringList> tables = textsFrom(
        database,
        u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'"_s);
    if (!tables)
        return tables.error();
    for (const QString &table : *tables) {
        const Result<QVariant> count = database.value(u"SELECT count(*) FROM \"%1\""_s.arg(table));
        if (!count)
            return count.error();
        content.rows.insert(table, count->toLongLong());
    }
    const Result<QVariant> accounts =
        database.value(u"SELECT count(*) FROM accounts WHERE email <> ''"_s);
    const Result<QVariant> tasksLeft =
        database.value(u"SELECT count(*) FROM tasks WHERE owner_id IN "
                       "(SELECT id FROM accounts WHERE email = '')"_s);
    if (!accounts || !tasksLeft)
        return accounts ? tasksLeft.error() : accounts.error();
    content.accounts = accounts->toLongLong();
    content.tasks = content.rows.value(u"tasks"_s) - tasksLeft->toLongLong();
    return content;
}

Result<void> checkSchema(const Database &database, Strangers strangers)
{
    const Result<int> version = database.schemaVersion();
    if (!version)
        return version.error();
    if (*version > newestSchemaVersion()) {
        return Error{
            ErrorCode::NewerSchema,
            u"it was written by a newer Headway (schema %1, this program knows %2)"_s.arg(*version)
                .arg(newestSchemaVersion())};
    }
    const Result<std::unique_ptr<Database>> pattern = Database::make(u":memory:"_s, *version);
    if (!pattern)
        return pattern.error();
    const Result<QStringList> wanted = schemaOf(**pattern);
    const Result<QStringList> present = schemaOf(database);
    if (!wanted || !present)
        return wanted ? present.error() : wanted.error();
    const bool isWhole = std::all_of(wanted->begin(), wanted->end(),
                                     [&](const QString &text) { return present->contains(text); });
    const bool hasMore = present->size() > wanted->size();
    if (*version < 1 || !isWhole || (hasMore && strangers == Strangers::Refused))
        return Error{ErrorCode::InvalidArgument, u"it is no database of Headway's"_s};
    return {};
}

Result<void> checkIntegrity(const Database &database)
{
    const Result<QVariant> integrity = database.value(u"PRAGMA integrity_check(1)"_s);
    if (!integrity)
        return integrity.error();
    if (integrity->toString() != "ok"_L1)
        return broken(integrity->toString().simplified());
    const Result<QStringList> astray = textsFrom(database, u"PRAGMA foreign_key_check"_s);
    if (!astray)
        return astray.error();
    if (!astray->isEmpty()) {
        return broken(u"%1 rows of %2 belong to nobody"_s.arg(astray->size()).arg(astray->first()));
    }
    return {};
}

} // namespace headway
