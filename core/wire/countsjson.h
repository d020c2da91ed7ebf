#pragma once

#include "core/model/taskcounts.h"
#include "core/wire/objectreader.h"

namespace headway::wire {

/// {"completed":12,"failed":3}
QByteArray countsJson(const TaskCounts &counts);

/// The member @p name, as countsJson() wrote it; statuses that are not known are passed over.
TaskCounts readCounts(ObjectReader &object, QStringView name);

} // namespace headway::wire
