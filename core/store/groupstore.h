#pragma once

#include "core/base/ids.h"
#include "core/model/taskgroups.h"
#include "core/store/statement.h"

namespace headway {

/// How tasks are spread, as the database keeps it. Belongs to its database's thread. Errors of all:
/// StorageFailed.
class GroupStore
{
public:
    explicit GroupStore(Database &database);

    /// With what has ended since @p since. Costs the same however many tasks there are, but for
    /// those.
    Result<TaskGroups> groups(AccountId owner, const QDateTime &since);

private:
    Result<QList<TaskGroup>> largest(AccountId owner, const QString &facet);

    Statement m_statuses;
    Statement m_recent;
    Statement m_largest;
};

} // namespace headway
