#pragma once

#include "core/store/databasecontent.h"

namespace headway {

/// Writes a copy of @p databaseFile, as it is at one moment, to @p target: mode 0600, checked,
/// read back and on disk when it returns, and under that name only when it is whole. Whoever writes
/// to the database goes on meanwhile, also in another process. Tasks' output is not in it.
/// Errors: NotFound when there is no database; AlreadyExists unless @p mayReplace;
/// InvalidArgument when @p target is the database itself; StorageFailed, StorageFull.
/// @return what the copy holds
Result<DatabaseContent> backUp(const QString &databaseFile, const QString &target, bool mayReplace);

} // namespace headway
