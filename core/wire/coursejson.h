#pragma once

#include "core/base/result.h"
#include "core/model/taskcourse.h"

namespace headway::wire {

/// {"states":[{"status","stalled","from"}],"samples":[{"elapsed_ms","fraction","current",
/// "output_bytes","cpu_percent","memory_bytes"}]}
QByteArray toJson(const TaskCourse &course);

/// Reads what toJson() wrote; members that are not known are passed over.
/// Errors: InvalidArgument, also for samples out of order.
Result<TaskCourse> readTaskCourse(const QByteArray &json);

} // namespace headway::wire
