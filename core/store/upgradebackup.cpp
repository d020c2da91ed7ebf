#include "core/store/upgradebackup.h"

#include "core/store/backup.h"
#include "core/store/database.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype backupsKept = 3;

Result<int> versionOf(const QString &databaseFile)
{
    const Result<std::unique_ptr<Database>> database = Database::openReadOnly(databaseFile);
    return database ? (*database)->schemaVersion() : Result<int>(database.error());
}

/// The time in their names tells their age, that of the files may have been changed by a copy.
void removeOld(const QString &backups)
{
    QStringList names = QDir(backups).entryList({u"headway-schema*-*.db"_s}, QDir::Files);
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        return a.section(u'-', 2) > b.section(u'-', 2);
    });
    for (const QString &name : names.mid(backupsKept))
        QFile::remove(backups + u'/' + name);
}

} // namespace

Result<void> backUpBeforeUpgrade(const QString &databaseFile, const QString &backups,
                                 const QDateTime &now)
{
    if (QFileInfo(databaseFile).size() == 0)
        return {};
    const Result<int> version = versionOf(databaseFile);
    if (!version)
        return version.error();
    if (*version < 1 || *version >= newestSchemaVersion())
        return {};
    const QString name = u"headway-schema%1-%2.db"_s.arg(*version).arg(
        now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
    const Result<DatabaseContent> made = backUp(databaseFile, backups + u'/' + name, true);
    if (!made) {
        return Error{made.error().code,
                     u"no backup could be made before the upgrade: "_s + made.error().detail};
    }
    removeOld(backups);
    return {};
}

} // namespace headway
