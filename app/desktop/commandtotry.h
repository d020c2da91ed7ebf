#pragma once

#include <QString>

namespace headway {

/// `headway run -- make` as it works in a terminal of this user: with the path of the `headway`
/// beside this program where the PATH has no such one, and the data directory where it is not the
/// usual one.
/// @param dataDirectory as on the command line; "" for what the environment says
QString commandToTry(const QString &dataDirectory);

/// `headway retry` in the same way; the ID of a task is missing behind it.
QString commandToRetry(const QString &dataDirectory);

} // namespace headway
