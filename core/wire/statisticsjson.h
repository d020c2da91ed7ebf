#pragma once

#include "core/base/result.h"
#include "core/model/taskstatistics.h"

#include <QByteArray>

namespace headway::wire {

/// {"quarters":[{"begin","started","ended":{"failed":1}}],"names":[{"name","count"}]}
QByteArray toJson(const TaskStatistics &statistics);

/// {"runs":[{"row","task_id","status","completed_at","elapsed_ms"}],"truncated"}, which says
/// whether there are as many as are told at most
QByteArray toJson(const QList<TaskRun> &runs);

// They read what toJson() wrote; members and statuses that are not known are passed over.
// Errors: InvalidArgument.
Result<TaskStatistics> readTaskStatistics(const QByteArray &json);
Result<QList<TaskRun>> readTaskRuns(const QByteArray &json);

} // namespace headway::wire
