#pragma once

#include "core/model/retention.h"

#include <QByteArray>

namespace headway::wire {

/// completed_days failed_days cancelled_days lost_days tasks output_bytes; null for no bound
QByteArray toJson(const Retention &retention);
/// The same, every member of it there. Errors: InvalidArgument with a sentence.
Result<Retention> readRetention(const QByteArray &json);

} // namespace headway::wire
