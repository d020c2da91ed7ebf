#include "core/store/databaseswap.h"

#include "core/base/privatefile.h"
#include "core/store/stopmark.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto draftName = "new.db.part"_L1;
constexpr auto readyName = "new.db"_L1;
constexpr auto scratchName = "scratch.db"_L1;

/// What SQLite keeps beside a database belongs to it.
const QStringList &suffixes()
{
    static const QStringList all{u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s};
    return all;
}

/// One that nobody had.
Result<QString> makeDirectory(const QString &wanted)
{
    constexpr int tries = 1000;
    for (int count = 1; count <= tries; ++count) {
        const QString path = count == 1 ? wanted : u"%1-%2"_s.arg(wanted).arg(count);
        if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0) {
            const Result<void> narrowed = makePrivateDirectory(path);
            return narrowed ? Result<QString>(path) : narrowed.error();
        }
        if (errno != EEXIST)
            break;
    }
    return Error{
        ErrorCode::StorageFailed,
        u"cannot create %1: %2"_s.arg(wanted, QString::fromLocal8Bit(std::strerror(errno)))};
}

} // namespace

DatabaseSwap::DatabaseSwap(QString databaseFile, QString directory)
    : m_databaseFile(std::move(databaseFile))
    , m_directory(std::move(directory))
{
}

Result<DatabaseSwap> DatabaseSwap::begin(const QString &databaseFile, const QString &backups,
                                         const QString &why, const QDateTime &now)
{
    const QString name = why + u'-' + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    const Result<QString> directory = makeDirectory(backups + u'/' + name);
    if (!directory)
        return directory.error();
    const DatabaseSwap swap(databaseFile, *directory);
    if (const Result<void> made = makePrivateFile(swap.draft()); !made) {
        swap.giveUp();
        return made.error();
    }
    return swap;
}

QString DatabaseSwap::draft() const
{
    return m_directory + u'/' + draftName;
}

QString DatabaseSwap::scratch() const
{
    return m_directory + u'/' + scratchName;
}

QString DatabaseSwap::ready() const
{
    return m_directory + u'/' + readyName;
}

Result<void> DatabaseSwap::carryOut() const
{
    if (Result<void> finished = moveIntoPlace(draft(), ready(), false); !finished)
        return finished;
    return exchange();
}

Result<void> DatabaseSwap::exchange() const
{
    for (const QString &suffix : suffixes()) {
        const QString present = m_databaseFile + suffix;
        if (!QFileInfo::exists(present))
            continue;
        const QString kept = m_directory + u'/' + QFileInfo(present).fileName();
        if (Result<void> moved = moveIntoPlace(present, kept, false); !moved)
            return moved;
    }
    if (Result<void> moved = moveIntoPlace(ready(), m_databaseFile, false); !moved)
        return moved;
    if (Result<void> synced = syncDirectory(m_directory); !synced)
        return synced;
    giveUp(); // of what there was, if there was nothing
    return {};
}

void DatabaseSwap::giveUp() const
{
    for (const QString &suffix : suffixes()) {
        QFile::remove(draft() + suffix);
        QFile::remove(scratch() + suffix);
    }
    StopMark(draft()).clear();
    StopMark(scratch()).clear();
    QDir().rmdir(m_directory);
}

Result<void> finishSwaps(const QString &databaseFile, const QString &backups)
{
    const QStringList names = QDir(backups).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        const DatabaseSwap swap(databaseFile, backups + u'/' + name);
        if (QFileInfo::exists(swap.ready())) {
            if (Result<void> done = swap.exchange(); !done)
                return done;
        }
        swap.giveUp();
    }
    return {};
}

} // namespace headway
