#pragma once

#include "core/model/taskstatus.h"

#include <QMap>

namespace headway {

/// How many tasks of each status there are; of one that is not in it, none.
using TaskCounts = QMap<TaskStatus, qint64>;

} // namespace headway
