#pragma once

#include "core/base/result.h"

#include <QString>

namespace headway {

/// Gives a copy of a damaged database that has lost its schema another first page: its tables are
/// known again by the kind of their rows. Does nothing when the schema is there.
/// @p copy is openable and has no log. Errors: StorageFailed, StorageFull.
Result<void> rebuildFirstPage(const QString &copy, quint32 pageBytes);

} // namespace headway
