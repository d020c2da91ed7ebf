#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace headway {

/// Looks for damage before anybody has the database open.
///
/// What the header and the file's size tell is looked at always. The whole is read only where
/// nobody vouches for it: after a stop that was not in order, or when somebody else has written to
/// it (and it is not too large for a start to wait), and when damage was met while it was open.
/// @return what is wrong, in a few words; nullopt when nothing is known to be. A database of a
/// newer Headway is not looked at. Errors: StorageFailed when it cannot be read for another reason.
Result<std::optional<QString>> findDamage(const QString &databaseFile);

} // namespace headway
