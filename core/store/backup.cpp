#include "core/store/backup.h"

#include "core/base/privatefile.h"
#include "core/store/database.h"
#include "core/store/statement.h"
#include "core/store/stopmark.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// A copy is compared with the database from which it was made, as it was before and after.
class Comparison
{
public:
    static Result<Comparison> begin(const Database &source)
    {
        const Result<qint64> state = stateOf(source);
        const Result<DatabaseContent> before = contentOf(source);
        if (!state || !before)
            return state ? before.error() : state.error();
        return Comparison(*state, *before);
    }

    /// Errors: StorageFailed.
    Result<void> check(const Database &source, const DatabaseContent &copy) const
    {
        const Result<qint64> state = stateOf(source);
        const Result<DatabaseContent> after = contentOf(source);
        if (!state || !after)
            return state ? after.error() : state.error();
        const bool isSame = *state != m_state || copy == m_before; // counts move with each commit
        if (isSame && copy.schemaVersion == m_before.schemaVersion
            && copy.revision >= m_before.revision && copy.revision <= after->revision)
            return {};
        return Error{ErrorCode::StorageFailed, u"the copy does not hold what the database does"_s};
    }

private:
    Comparison(qint64 state, DatabaseContent before)
        : m_state(state)
        , m_before(std::move(before))
    {
    }

    /// Another number after each commit of another connection.
    static Result<qint64> stateOf(const Database &source)
    {
        const Result<QVariant> state = source.value(u"PRAGMA data_version"_s);
        return state ? Result<qint64>(state->toLongLong()) : state.error();
    }

    qint64 m_state;
    DatabaseContent m_before;
};

Result<void> checkTarget(const QString &databaseFile, const QString &target, bool mayReplace)
{
    const QFileInfo wanted(target);
    const QString place = wanted.dir().canonicalPath() + u'/' + wanted.fileName();
    const QFileInfo present(databaseFile);
    const QString own = present.dir().canonicalPath() + u'/' + present.fileName();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s}) {
        if (place == own + suffix)
            return Error{ErrorCode::InvalidArgument,
                         u"%1 is the database itself; name another file"_s.arg(target)};
    }
    if (wanted.isDir())
        return Error{ErrorCode::InvalidArgument, u"%1 is a directory"_s.arg(target)};
    if (!mayReplace && (wanted.exists() || wanted.isSymLink()))
        return Error{ErrorCode::AlreadyExists, u"%1 exists already"_s.arg(target)};
    return {};
}

Result<void> copyTo(const Database &source, const QString &emptyFile)
{
    Statement vacuum(source, u"VACUUM INTO ?"_s);
    const Result<QSqlQuery *> done = vacuum.run({emptyFile});
    return done ? Result<void>() : done.error();
}

Result<DatabaseContent> readBack(const QString &file)
{
    const Result<std::unique_ptr<Database>> copy = Database::openReadOnly(file);
    if (!copy)
        return copy.error();
    if (const Result<void> checked = checkIntegrity(**copy); !checked)
        return checked.error();
    return contentOf(**copy);
}

/// @param copy an empty file of ours
Result<DatabaseContent> copyChecked(const QString &databaseFile, const QString &copy)
{
    const Result<std::unique_ptr<Database>> source = Database::openReadOnly(databaseFile);
    if (!source)
        return source.error();
    const Result<Comparison> comparison = Comparison::begin(**source);
    if (!comparison)
        return comparison.error();
    if (const Result<void> copied = copyTo(**source, copy); !copied)
        return copied.error();
    Result<DatabaseContent> content = readBack(copy);
    if (!content)
        return content;
    const Result<void> compared = comparison->check(**source, *content);
    return compared ? content : compared.error();
}

} // namespace

Result<DatabaseContent> backUp(const QString &databaseFile, const QString &target, bool mayReplace)
{
    if (QFileInfo(databaseFile).size() == 0)
        return Error{ErrorCode::NotFound, u"there is no database at %1"_s.arg(databaseFile)};
    if (const Result<void> checked = checkTarget(databaseFile, target, mayReplace); !checked)
        return checked.error();
    const Result<QString> copy = makePrivateFileBeside(target);
    if (!copy)
        return copy.error();
    const auto remover = qScopeGuard([&copy] {
        QFile::remove(*copy); // of no use once moved
        StopMark(*copy).clear();
    });
    Result<DatabaseContent> content = copyChecked(databaseFile, *copy);
    if (!content)
        return content;
    const Result<void> moved = moveIntoPlace(*copy, target, mayReplace);
    return moved ? content : moved.error();
}

} // namespace headway
