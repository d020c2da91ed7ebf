#pragma once

#include "core/base/datadirectory.h"
#include "core/store/restore.h"

namespace headway {

/// restore() for a data directory, which is made when it is missing and held meanwhile.
/// Errors: InUse besides.
Result<Restored> restoreInto(const DataDirectory &directory, const QString &file,
                             const QDateTime &now);

} // namespace headway
