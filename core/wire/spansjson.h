#pragma once

#include "core/base/result.h"
#include "core/model/taskspan.h"

#include <QByteArray>

namespace headway::wire {

/// {"spans":[{"row","task_id","name","kind","host","status","started_at","completed_at"}],"cut"};
/// of a span that has none, kind, host and completed_at are left out.
QByteArray toJson(const TaskSpans &spans);

/// Reads what toJson() wrote; members that are not known are passed over.
/// Errors: InvalidArgument.
Result<TaskSpans> readTaskSpans(const QByteArray &json);

} // namespace headway::wire
