#include "core/store/restore.h"

#include "core/base/privatefile.h"
#include "core/store/database.h"
#include "core/store/databaseswap.h"
#include "core/store/newera.h"
#include "core/store/stopmark.h"

#include <QFileInfo>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// A fault of the file that is to be restored, whatever it is that found it.
Error unfit(const QString &file, const Error &error)
{
    const bool isOurs = error.code == ErrorCode::StorageFull;
    const bool isNewer = error.code == ErrorCode::NewerSchema;
    return {isOurs || isNewer ? error.code : ErrorCode::InvalidArgument,
            u"%1 cannot be restored: %2"_s.arg(file, error.detail)};
}

/// Where it cannot be read, one a millisecond since 1970: so many were never given out.
quint64 newestRevisionOf(const QString &databaseFile, const QDateTime &now)
{
    const quint64 unknown = static_cast<quint64>(now.toMSecsSinceEpoch());
    if (QFileInfo(databaseFile).size() == 0) // SQLite would take the log beside it away
        return QFileInfo::exists(databaseFile) ? unknown : 0;
    const auto database = Database::openReadOnly(databaseFile);
    if (!database)
        return unknown;
    const Result<QVariant> revision = (*database)->value(u"SELECT value FROM revision"_s);
    return revision ? revision->toULongLong() : unknown;
}

/// With what has not yet gone from its log into it.
Result<void> copyWithLog(const QString &file, const QString &draft)
{
    Result<void> copied = copyInto(file, draft);
    const QString log = file + "-wal"_L1;
    if (!copied || !QFileInfo::exists(log))
        return copied;
    const QString draftLog = draft + "-wal"_L1;
    const Result<void> made = makePrivateFile(draftLog);
    return made ? copyInto(log, draftLog) : made;
}

Result<void> checkFit(Database &database)
{
    if (Result<void> single = database.execute(u"PRAGMA journal_mode = DELETE"_s); !single)
        return single; // all in one file: reads the log, if there is one, to its end
    if (Result<void> known = checkSchema(database); !known)
        return known;
    if (Result<void> whole = checkIntegrity(database); !whole)
        return whole;
    const Result<QVariant> owners =
        database.value(u"SELECT count(*) FROM accounts WHERE is_owner = 1"_s);
    if (!owners)
        return owners.error();
    return owners->toInt() == 1
        ? Result<void>()
        : Error{ErrorCode::InvalidArgument, u"it has no account of the owner's"_s};
}

/// @return what the draft holds in the end
Result<DatabaseContent> prepare(const QString &file, const QString &draft, quint64 newestTold)
{
    if (QFileInfo(draft).size() == 0)
        return unfit(file, {ErrorCode::InvalidArgument, u"it is empty"_s});
    const Result<std::unique_ptr<Database>> database = Database::openAsItIs(draft);
    if (!database)
        return unfit(file, database.error());
    if (const Result<void> fit = checkFit(**database); !fit)
        return unfit(file, fit.error());
    if (const Result<void> begun = beginNewEra(**database, newestTold); !begun)
        return begun.error();
    return contentOf(**database);
}

} // namespace

Result<Restored> restore(const QString &file, const QString &databaseFile, const QString &backups,
                         const QDateTime &now)
{
    if (const Result<void> finished = finishSwaps(databaseFile, backups); !finished)
        return finished.error();
    const Result<DatabaseSwap> swap =
        DatabaseSwap::begin(databaseFile, backups, u"replaced"_s, now);
    if (!swap)
        return swap.error();
    Result<DatabaseContent> content = DatabaseContent();
    if (const Result<void> copied = copyWithLog(file, swap->draft()); !copied)
        content = copied.error();
    else
        content = prepare(file, swap->draft(), newestRevisionOf(databaseFile, now));
    if (!content) {
        swap->giveUp();
        return content.error();
    }
    if (const Result<void> done = swap->carryOut(); !done)
        return done.error();
    StopMark(databaseFile).clear();
    return Restored{*content, QFileInfo::exists(swap->directory()) ? swap->directory() : QString()};
}

} // namespace headway
