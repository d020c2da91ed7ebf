#pragma once

#include "core/base/result.h"
#include "core/model/taskfilter.h"
#include "core/model/tasksort.h"

#include <QHash>
#include <QString>

#include <chrono>
#include <optional>

namespace headway {

/// The parameters of a request's query, taken one call a parameter. The first mistake is kept and
/// told by finish(); what a call returns after it is of no use.
class Query
{
public:
    /// @p text is what stands behind the question mark.
    explicit Query(const QByteArray &text);

    std::optional<QString> text(const QString &name);
    /// Digits, behind a minus if any sign. In [atLeast, atMost].
    std::optional<qint64> integer(const QString &name, qint64 atLeast, qint64 atMost);
    /// Seconds, with or without a fraction; @p atMost stands for more.
    std::optional<std::chrono::milliseconds> duration(const QString &name,
                                                      std::chrono::milliseconds atMost);

    /// ISO 8601 with an offset. @return UTC
    std::optional<QDateTime> instant(const QString &name);

    /// Keeps the mistake `NAME WHAT.` unless there was one before.
    void refuse(const QString &name, const QString &what);
    /// Errors: InvalidArgument with the first mistake; a parameter that nobody asked for is one.
    Result<void> finish() const;

private:
    QHash<QString, QString> m_values; ///< not asked for yet
    std::optional<Error> m_error;
};

/// status kind label q query limit cursor since; times in `query` are taken from @p now, in its
/// zone. Errors: InvalidArgument.
Result<TaskFilter> readTaskFilter(const QByteArray &query, const QDateTime &now);
/// The same of what is left of @p query.
Result<TaskFilter> readTaskFilter(Query &query, const QDateTime &now);

/// sort, with the order of a list where there is none.
TaskSort readTaskSort(Query &query);

/// rows=1,2,3; nullopt when there is no such parameter. It stands alone.
/// Errors: InvalidArgument, also for too many.
Result<std::optional<QList<quint32>>> readRows(const QByteArray &query);

/// @p query, which is a filter's, with @p cursor for the one that it has or has not.
QByteArray withCursor(const QByteArray &query, qint64 cursor);

} // namespace headway
