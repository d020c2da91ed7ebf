#pragma once

#include "core/model/task.h"

namespace headway::wire {

// Tasks in the words of the seed's routes, which know five states: paused and cancelling read as
// processing, cancelled and lost as failed.

/// Of GET /api/task-status/ID and /api/chat-status/ID.
QByteArray taskStatusJson(const Task &task);
/// Of GET /api/task/ID.
QByteArray seedTaskJson(const Task &task);
/// Of GET /api/index-progress/ID: what is not known is "" and 0.
QByteArray indexProgressJson(const Task &task);

} // namespace headway::wire
