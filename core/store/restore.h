#pragma once

#include "core/store/databasecontent.h"

#include <QDateTime>

namespace headway {

/// What a restore did.
struct Restored
{
    DatabaseContent content;
    QString kept; ///< the directory with the database that was there; empty when there was none
};

/// Puts a copy of the database @p file in the place of @p databaseFile, which nobody has open: see
/// beginNewEra() for what changes in it. The one that was there is kept in @p backups. After an
/// error all is as it was, or the next start ends what has begun. The schema stays that of the
/// file; opening it brings it up to date. Errors: NotFound when there is no such file;
/// InvalidArgument, with a sentence, for one that is no whole database of Headway's; NewerSchema;
/// StorageFailed, StorageFull.
Result<Restored> restore(const QString &file, const QString &databaseFile, const QString &backups,
                         const QDateTime &now);

} // namespace headway
