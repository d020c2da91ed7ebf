#pragma once

#include "core/base/result.h"
#include "core/model/taskcounts.h"

#include <QByteArray>
#include <QList>

namespace headway::wire {

/// Row numbers as they travel: four bytes each, the least significant first.
QByteArray toOctets(const QList<quint32> &rows);
/// Errors: InvalidArgument when they are no row numbers.
Result<QList<quint32>> readRows(const QByteArray &octets);

/// "completed=12, failed=3", for a header.
QByteArray toHeader(const TaskCounts &counts);
/// Errors: InvalidArgument.
Result<TaskCounts> readCounts(const QByteArray &header);

} // namespace headway::wire
