#pragma once

#include "core/base/ids.h"
#include "core/model/period.h"
#include "core/model/taskstatistics.h"
#include "core/store/statement.h"

#include <QMap>

namespace headway {

/// Tasks in figures, as the database keeps them. All is counted from indexes that hold what is
/// asked for: half a second for a million tasks. Belongs to its database's thread. Errors of all:
/// StorageFailed.
class StatisticsStore
{
public:
    explicit StatisticsStore(Database &database);

    Result<TaskStatistics> statistics(AccountId owner, const Period &period);
    Result<QList<TaskRun>> runs(AccountId owner, const QString &name, const Period &period);

    /// The statements that count, for a look at their plans.
    static QStringList statements();

private:
    using Quarters = QMap<qint64, QuarterHour>; ///< by the number of the quarter since 1970

    Result<void> countStarts(Statement &select, const QVariantList &values, Quarters &quarters);
    Result<void> countEnds(const QVariantList &values, Quarters &quarters);
    Result<QList<NameCount>> names(const QVariantList &values);

    Statement m_liveStarts;
    Statement m_endedStarts;
    Statement m_ends;
    Statement m_names;
    Statement m_runs;
};

} // namespace headway
