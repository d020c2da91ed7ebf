#include "core/store/repair.h"

#include "core/base/privatefile.h"
#include "core/model/account.h"
#include "core/model/taskstatus.h"
#include "core/store/database.h"
#include "core/store/databaseheader.h"
#include "core/store/databaseswap.h"
#include "core/store/examination.h"
#include "core/store/firstpage.h"
#include "core/store/newera.h"
#include "core/store/statement.h"
#include "core/store/stopmark.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// What is written over the damaged copy so that SQLite opens it at all.
constexpr int defaultPageBytes = 4096;
constexpr int schemaWithCourse = 6;

quint32 pageBytesOf(const QString &file)
{
    if (const auto header = DatabaseHeader::read(file))
        return header->pageBytes;
    QFile log(file + "-wal"_L1); // it says so too; big-endian at 8
    char bytes[4] = {};
    if (!log.open(QIODevice::ReadOnly) || !log.seek(8) || log.read(bytes, 4) != 4)
        return defaultPageBytes;
    const quint32 written = qFromBigEndian<quint32>(bytes);
    return written >= 512 && written <= 65536 ? written : defaultPageBytes;
}

/// The header of a database of ours.
Result<QByteArray> patternHeader(const QString &beside)
{
    const QString file = beside + "-journal"_L1; // a name that is cleaned up after a crash
    Result<void> made = makePrivateFile(file);
    if (made) {
        const auto pattern = Database::make(file, newestSchemaVersion());
        made = pattern ? Result<void>() : pattern.error();
    }
    QFile source(file);
    QByteArray header;
    if (made && source.open(QIODevice::ReadOnly))
        header = source.read(DatabaseHeader::bytes);
    source.remove();
    return made ? Result<QByteArray>(header) : made.error();
}

/// Makes a copy of a damaged database one that SQLite takes for a database: with a header, and as
/// many pages as it has. What its log holds comes before what this writes.
Result<void> makeOpenable(const QString &copy)
{
    const quint32 pageBytes = pageBytesOf(copy);
    const bool hasHeader = DatabaseHeader::read(copy).has_value();
    const Result<QByteArray> pattern = patternHeader(copy);
    if (!pattern)
        return pattern.error();
    QFile file(copy);
    if (!file.open(QIODevice::ReadWrite))
        return Error{ErrorCode::StorageFailed, file.errorString()};
    const qint64 pages = std::max<qint64>(1, file.size() / pageBytes); // a half one is none
    file.resize(pages * pageBytes);
    QByteArray header = hasHeader ? file.read(DatabaseHeader::bytes) : *pattern;
    const quint32 written = pageBytes == 65536 ? 1 : pageBytes;
    qToBigEndian(static_cast<quint16>(written), header.data() + 16);
    qToBigEndian(static_cast<quint32>(pages), header.data() + 28);
    header.replace(92, 4, header.mid(24, 4)); // so that the number of pages counts
    if (!file.seek(0) || file.write(header) != header.size())
        return Error{ErrorCode::StorageFailed, file.errorString()};
    return {};
}

/// @return whether all that counts is in one file now
bool mergeLog(const QString &copy)
{
    if (const auto database = Database::openAsItIs(copy))
        (void)(*database)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    return QFileInfo(copy + "-wal"_L1).size() == 0;
}

Result<void> copyIfThere(const QString &from, const QString &to)
{
    const Result<void> made = makePrivateFile(to);
    return made && QFileInfo(from).isFile() ? copyInto(from, to) : made;
}

/// What cannot be a task; lost accounts, for whose tasks there have to be some.
QStringList mendingSteps(const QDateTime &now)
{
    QStringList words;
    for (const TaskStatus status : allTaskStatuses)
        words.append(u'\'' + wordOf(status) + u'\'');
    return {
        u"DELETE FROM tasks WHERE length(id) <> 16 OR status NOT IN (%1)"_s.arg(
            words.join(u", "_s)),
        u"INSERT INTO accounts (id, email, email_key, is_owner, created_at) "
        "SELECT owner_id, 'recovered-' || owner_id || '@localhost', "
        "'recovered-' || owner_id || '@localhost', 0, %1 FROM "
        "(SELECT owner_id FROM tasks UNION SELECT owner_id FROM answers "
        "UNION SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE is_owner = 1)) "
        "WHERE owner_id NOT IN (SELECT id FROM accounts)"_s.arg(now.toMSecsSinceEpoch()),
        // The owner's was the first account that was made.
        u"UPDATE accounts SET is_owner = 1 WHERE id = 1 "
        "AND NOT EXISTS (SELECT 1 FROM accounts WHERE is_owner = 1)"_s,
    };
}

/// What belongs to tasks that are lost; an older schema has nothing of it.
Result<void> dropOrphans(Database &database)
{
    const Result<int> version = database.schemaVersion();
    if (!version || *version < schemaWithCourse)
        return version ? Result<void>() : version.error();
    for (const QString &table : {u"task_states"_s, u"task_samples"_s}) {
        Result<void> done = database.execute(
            u"DELETE FROM %1 WHERE task NOT IN (SELECT seq FROM tasks)"_s.arg(table));
        if (!done)
            return done;
    }
    return {};
}

/// Where the owner's address was not saved.
Result<void> nameOwner(Database &database, const EmailSource &ownerEmail)
{
    const Result<QVariant> nameless =
        database.value(u"SELECT count(*) FROM accounts "
                       "WHERE is_owner = 1 AND email = 'recovered-1@localhost'"_s);
    if (!nameless)
        return nameless.error();
    const QString email = nameless->toInt() > 0 ? ownerEmail.email() : QString();
    if (!checkEmail(email))
        return {};
    Statement owner(database,
                    u"UPDATE OR IGNORE accounts SET email = ?, email_key = ? WHERE is_owner = 1"_s);
    const Result<QSqlQuery *> done = owner.run({email, emailKey(email)});
    return done ? Result<void>() : done.error();
}

Result<void> mend(Database &database, const EmailSource &ownerEmail, const QDateTime &now)
{
    for (const QString &sql : mendingSteps(now)) {
        if (Result<void> done = database.execute(sql); !done)
            return done;
    }
    if (Result<void> done = dropOrphans(database); !done)
        return done;
    return nameOwner(database, ownerEmail);
}

/// What the damaged database still says of itself.
struct Remains
{
    int schemaVersion = newestSchemaVersion();
    quint64 revision = 0; ///< no less than the newest given out
};

Remains remainsOf(const QString &copy, const QDateTime &now)
{
    Remains remains;
    // Where nobody knows: one a millisecond since 1970 were never given out.
    remains.revision = static_cast<quint64>(now.toMSecsSinceEpoch());
    const auto database = Database::openAsItIs(copy);
    if (!database)
        return remains;
    const Result<int> version = (*database)->schemaVersion();
    if (version && *version >= 1 && *version <= newestSchemaVersion())
        remains.schemaVersion = *version;
    const Result<QVariant> revision = (*database)->value(u"SELECT value FROM revision"_s);
    if (revision)
        remains.revision = revision->toULongLong();
    return remains;
}

/// @param copy of the damaged database, and openable
Result<QList<SavedRows>> fill(const QString &draft, const QString &copy,
                              const EmailSource &ownerEmail, const QDateTime &now)
{
    const Remains remains = remainsOf(copy, now);
    const auto target = Database::make(draft, remains.schemaVersion);
    if (!target)
        return target.error();
    Result<QList<SavedRows>> rows = Salvage::run(**target, copy);
    if (!rows)
        return rows;
    Result<void> done = mend(**target, ownerEmail, now);
    if (done)
        done = beginNewEra(**target, remains.revision);
    return done ? rows : done.error();
}

Result<QList<SavedRows>> save(const DatabaseSwap &swap, const QString &databaseFile,
                              const EmailSource &ownerEmail, const QDateTime &now)
{
    const QString copy = swap.scratch();
    Result<void> ready = copyIfThere(databaseFile, copy);
    if (ready)
        ready = copyIfThere(databaseFile + "-wal"_L1, copy + "-wal"_L1);
    if (ready)
        ready = makeOpenable(copy);
    if (ready && mergeLog(copy))
        ready = rebuildFirstPage(copy, pageBytesOf(copy));
    return ready ? fill(swap.draft(), copy, ownerEmail, now) : ready.error();
}

} // namespace

Result<std::optional<Repair>> repairIfDamaged(const QString &databaseFile, const QString &backups,
                                              const EmailSource &ownerEmail, const QDateTime &now)
{
    const Result<std::optional<QString>> damage = findDamage(databaseFile);
    if (!damage)
        return damage.error();
    if (!*damage) {
        if (StopMark(databaseFile).isSuspect())
            StopMark(databaseFile).clear(); // it has been read whole
        return std::optional<Repair>();
    }
    const auto failed = [&](const Error &error) {
        return Error{error.code,
                     u"the database %1 is damaged (%2) and has been left as it is, since it could "
                     "not be repaired: %3"_s.arg(databaseFile, **damage, error.detail)};
    };
    const Result<DatabaseSwap> swap = DatabaseSwap::begin(databaseFile, backups, u"damaged"_s, now);
    if (!swap)
        return failed(swap.error());
    const Result<QList<SavedRows>> rows = save(*swap, databaseFile, ownerEmail, now);
    if (!rows) {
        swap->giveUp();
        return failed(rows.error());
    }
    if (const Result<void> done = swap->carryOut(); !done)
        return failed(done.error());
    StopMark(databaseFile).clear();
    const QString kept = QFileInfo::exists(swap->directory()) ? swap->directory() : QString();
    return std::optional(Repair{**damage, kept, *rows});
}

} // namespace headway
