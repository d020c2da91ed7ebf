#include "core/store/examination.h"

#include "core/store/database.h"
#include "core/store/databasecontent.h"
#include "core/store/databaseheader.h"
#include "core/store/statement.h"
#include "core/store/stopmark.h"

#include <QFileInfo>
#include <QSqlError>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

using Finding = Result<std::optional<QString>>;

/// About 150,000 tasks, read in 0.15 s on two slow cores.
constexpr qint64 checkedAtStartBytes = 32 * 1024 * 1024;

std::optional<QString> sound()
{
    return std::nullopt;
}

/// What is wrong with a damaged database, the error if it cannot be read for another reason.
Finding findingOf(const QSqlError &error)
{
    if (isDamage(error))
        return std::optional(error.databaseText());
    return errorOf(error);
}

Finding checkPages(const Database &database)
{
    QSqlQuery query(database.connection());
    if (!query.exec(u"PRAGMA quick_check(1)"_s) || !query.next())
        return findingOf(query.lastError());
    const QString said = query.value(0).toString().simplified();
    return said == "ok"_L1 ? sound() : std::optional(said);
}

Finding checkWhole(const QString &databaseFile)
{
    const Result<std::unique_ptr<Database>> database = Database::openReadOnly(databaseFile);
    if (!database)
        return database.error();
    QSqlQuery query((*database)->connection());
    if (!query.exec(u"PRAGMA user_version"_s) || !query.next())
        return findingOf(query.lastError());
    if (query.value(0).toInt() > newestSchemaVersion())
        return sound();
    query.finish();
    Finding pages = checkPages(**database);
    if (!pages || *pages)
        return pages;
    const Result<void> known = checkSchema(**database, Strangers::Welcome);
    return known ? Finding(sound()) : Finding(std::optional(known.error().detail));
}

/// @param hasLog whether something may be missing in the file that stands there
std::optional<QString> checkOutside(const QString &databaseFile, bool hasLog)
{
    const qint64 size = QFileInfo(databaseFile).size();
    if (size == 0)
        return u"it is empty"_s;
    const std::optional<DatabaseHeader> header = DatabaseHeader::read(databaseFile);
    if (!header)
        return u"its first page has been overwritten"_s;
    if (!hasLog && size < qint64(header->pageBytes) * header->pageCount)
        return u"its end is missing"_s;
    return std::nullopt;
}

} // namespace

Finding findDamage(const QString &databaseFile)
{
    const QFileInfo file(databaseFile);
    const bool hasLog = QFileInfo(databaseFile + "-wal"_L1).size() > 0;
    if (file.isSymLink() || (file.exists() && !file.isFile()))
        return sound(); // opening it says what it is
    const StopMark mark(databaseFile);
    if (!file.exists() && hasLog)
        return std::optional(u"it is missing, while its log is there"_s);
    if (!file.exists())
        return mark.knowsOfOne() ? std::optional(u"it is missing"_s) : sound();
    if (const std::optional<QString> seen = checkOutside(databaseFile, hasLog))
        return seen;
    if (mark.isClosedWell() || (!mark.isSuspect() && file.size() > checkedAtStartBytes))
        return sound();
    return checkWhole(databaseFile);
}

} // namespace headway
