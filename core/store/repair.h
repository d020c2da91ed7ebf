#pragma once

#include "core/model/emailsource.h"
#include "core/store/salvage.h"

#include <QDateTime>

namespace headway {

/// What became of a damaged database.
struct Repair
{
    QString damage; ///< what was wrong, in a few words
    QString kept; ///< the directory in which it lies, as it was found; empty when none was left
    QList<SavedRows> rows; ///< what the new one holds of it
};

/// Gives a damaged database, which nobody has open, a successor with all that can be read of it;
/// it is kept whole in @p backups. The successor has an owner's account, with @p ownerEmail if that
/// was lost, and one for every lost account whose tasks are there. See beginNewEra() for the rest.
/// @return nullopt when nothing is wrong. Errors: StorageFailed, StorageFull, with the damaged
/// database where it was.
Result<std::optional<Repair>> repairIfDamaged(const QString &databaseFile, const QString &backups,
                                              const EmailSource &ownerEmail, const QDateTime &now);

} // namespace headway
