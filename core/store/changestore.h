#pragma once

#include "core/model/taskchanges.h"
#include "core/store/statement.h"

namespace headway {

/// What has changed, in the order of its revisions. Belongs to its database's thread.
/// Errors of all: StorageFailed, StorageFull.
class ChangeStore
{
public:
    /// How much of it one page holds: it ends with the change that reaches a bound.
    struct Extent
    {
        int changes = 200;
        qint64 bytes = 256 * 1024; ///< of the texts and results in it
    };

    explicit ChangeStore(Database &database);

    /// What became of the account's tasks after @p revision, each as it is now; without one, only
    /// the newest revision. A page is a reset when @p revision was never given out or deletions
    /// after it have been forgotten.
    Result<ChangePage> since(AccountId owner, std::optional<quint64> revision,
                             const Extent &extent);
    /// Those of the account's tasks whose deletion has not been forgotten.
    Result<QList<TaskId>> deleted(AccountId owner);
    /// Forgets all but the account's newest @p kept deletions. The newest of the others stays with
    /// no task, and marks how far back the account's deletions are known.
    Result<void> forgetDeletions(AccountId owner, int kept);

private:
    Result<quint64> newest();
    // Add what came after a revision to @p page, whose own goes back to where it is full.
    Result<void> readChanged(ChangePage &page, AccountId owner, quint64 after,
                             const Extent &extent);
    Result<void> readDeleted(ChangePage &page, AccountId owner, quint64 after,
                             const Extent &extent);

    Statement m_newest;
    Statement m_changed;
    Statement m_deleted;
    Statement m_newestToForget;
    Statement m_mark;
    Statement m_forget;
};

} // namespace headway
