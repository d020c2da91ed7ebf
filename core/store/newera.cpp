#include "core/store/newera.h"

#include "core/store/database.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// More than anybody gives out between a backup and its restoring, or loses with a damaged
/// database; and so few that a number of JSON's (2^53) takes millions of them.
constexpr quint64 gap = 1'000'000'000;

} // namespace

Result<void> beginNewEra(Database &database, quint64 newestTold)
{
    const Result<QVariant> own =
        database.value(u"SELECT max((SELECT coalesce(max(value), 0) FROM revision), "
                       "(SELECT coalesce(max(revision), 0) FROM tasks))"_s);
    if (!own)
        return own.error();
    const quint64 revision = std::max(own->toULongLong(), newestTold) + gap;
    // A deletion of no task is ChangeStore's mark: what happened before is known no more.
    const QStringList steps{
        u"DELETE FROM credentials"_s,
        u"DELETE FROM deleted_tasks"_s,
        u"INSERT INTO deleted_tasks (revision, owner_id, task_id) "
        "SELECT %1 + row_number() OVER (ORDER BY id), id, x'' FROM accounts"_s.arg(revision),
        u"UPDATE revision SET value = %1 + (SELECT count(*) FROM accounts)"_s.arg(revision),
    };
    if (Result<void> begun = database.begin(); !begun)
        return begun;
    for (const QString &sql : steps) {
        if (Result<void> done = database.execute(sql); !done) {
            database.rollback();
            return done;
        }
    }
    return database.commit();
}

} // namespace headway
