#pragma once

#include "core/model/retention.h"
#include "core/store/statement.h"

namespace headway {

/// The bounds of the history in the database. Belongs to its database's thread.
/// Errors of all: StorageFailed, StorageFull.
class RetentionStore
{
public:
    explicit RetentionStore(Database &database);

    /// What was never set is as it is from the start.
    Result<Retention> retention();
    Result<void> setRetention(const Retention &retention);

private:
    Result<void> set(const QString &name, const QVariant &value);

    Statement m_select;
    Statement m_set;
};

} // namespace headway
