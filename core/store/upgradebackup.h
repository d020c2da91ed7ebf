#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

namespace headway {

/// Backs up a database whose schema is older than this program's, which opening it will change:
/// into @p backups, as headway-schema2-20261123T091502Z.db. Keeps the newest few of these and
/// nothing else of its own. Does nothing for any other database, or none.
/// Errors: those of backUp().
Result<void> backUpBeforeUpgrade(const QString &databaseFile, const QString &backups,
                                 const QDateTime &now);

} // namespace headway
