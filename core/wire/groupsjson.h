#pragma once

#include "core/base/result.h"
#include "core/model/taskgroups.h"

namespace headway::wire {

/// {"statuses":{"failed":2},"recent":{},"kinds":[{"value","count"}],"hosts":[],
/// "labels":[{"key","value","count"}]}
QByteArray toJson(const TaskGroups &groups);

/// Reads what toJson() wrote; members and statuses that are not known are passed over.
/// Errors: InvalidArgument.
Result<TaskGroups> readTaskGroups(const QByteArray &json);

} // namespace headway::wire
