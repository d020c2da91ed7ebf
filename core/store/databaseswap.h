#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

namespace headway {

/// Puts a new database in the place of the present one, which is kept whole in a directory of its
/// own. A crash in between neither loses one nor leaves a directory without: what was ready to be
/// put in place is put there by the next finishSwaps(). Nobody has the database open meanwhile.
class DatabaseSwap
{
public:
    /// Makes the directory WHY-TIME in @p backups, which exists and is private.
    /// Errors: StorageFailed, StorageFull.
    static Result<DatabaseSwap> begin(const QString &databaseFile, const QString &backups,
                                      const QString &why, const QDateTime &now);

    /// Where the database that was there is kept.
    QString directory() const { return m_directory; }
    /// An empty private file in which the new database is made, with nothing beside it in the end.
    QString draft() const;
    /// A name for a file to work with meanwhile; goes with the draft.
    QString scratch() const;
    /// Begins when the draft is finished and closed. Errors: StorageFailed, StorageFull; what is
    /// missing then is done by finishSwaps().
    Result<void> carryOut() const;
    /// Removes the draft, and the directory unless something is kept in it.
    void giveUp() const;

    friend Result<void> finishSwaps(const QString &databaseFile, const QString &backups);

private:
    DatabaseSwap(QString databaseFile, QString directory);

    QString ready() const;
    Result<void> exchange() const;

    QString m_databaseFile;
    QString m_directory;
};

/// Brings to an end what a crash interrupted. Errors: StorageFailed, StorageFull.
Result<void> finishSwaps(const QString &databaseFile, const QString &backups);

} // namespace headway
