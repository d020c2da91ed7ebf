#pragma once

#include "core/base/result.h"

namespace headway {

class Database;

/// Makes a database that tells of an earlier time than has been told of before good for use: its
/// sessions and tokens end, since some of them may have been revoked later; the next revision is
/// far beyond those of the database and @p newestTold; and whoever knows an older one is told to
/// begin anew, since what became of it is not known. Errors: StorageFailed, StorageFull.
Result<void> beginNewEra(Database &database, quint64 newestTold);

} // namespace headway
