#pragma once

#include "core/base/ids.h"
#include "core/model/period.h"
#include "core/model/taskspan.h"
#include "core/store/statement.h"

namespace headway {

/// When tasks ran, as the database keeps it. Belongs to its database's thread. Errors of all:
/// StorageFailed.
class SpanStore
{
public:
    explicit SpanStore(Database &database);

    /// What ran at some time in @p period. Of a million tasks in the history it reads those that it
    /// gives back; for a period of the past besides one index, from its beginning to the period's
    /// end.
    Result<TaskSpans> spans(AccountId owner, const Period &period);

    /// The statements that it reads with, for a look at their plans.
    static QStringList statements();

private:
    Result<bool> hasEndedAfter(qint64 account, qint64 instant);
    Result<void> append(Statement &select, QVariantList values, TaskSpans &spans);

    Statement m_live;
    Statement m_anyEndedAfter;
    Statement m_endedAfter;
    Statement m_endedWithin;
};

} // namespace headway
