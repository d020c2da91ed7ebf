#pragma once

#include <QString>

#include <optional>

namespace headway {

/// The process that holds an exclusive flock(2) on @p file and wrote its id into it; nullopt when
/// nobody holds one, there is no such file, or it is a link. Asking takes a shared lock for an
/// instant.
std::optional<qint64> lockHolder(const QString &file);

} // namespace headway
