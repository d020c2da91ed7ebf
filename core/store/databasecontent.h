#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

namespace headway {

class Database;

/// How much a database holds.
struct DatabaseContent
{
    int schemaVersion = 0;
    quint64 revision = 0; ///< the newest given out
    QMap<QString, qint64> rows; ///< by table
    qint64 accounts = 0; ///< without those that have been removed and of which something is left
    qint64 tasks = 0; ///< without theirs

    friend bool operator==(const DatabaseContent &, const DatabaseContent &) = default;
};

/// Counts everything, which reads much of it. Errors: StorageFailed.
Result<DatabaseContent> contentOf(const Database &database);

/// Whether there may be tables, indexes and triggers besides Headway's.
enum class Strangers { Refused, Welcome };

/// Whether the database is Headway's, with the schema of one of its versions up to this program's.
/// Errors: NewerSchema; InvalidArgument for a stranger's; StorageFailed.
Result<void> checkSchema(const Database &database, Strangers strangers = Strangers::Refused);

/// Reads the whole database: every page, index and reference. Errors: StorageFailed with what is
/// wrong.
Result<void> checkIntegrity(const Database &database);

} // namespace headway
