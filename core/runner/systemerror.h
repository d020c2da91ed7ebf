#pragma once

#include "core/base/error.h"

#include <cerrno>
#include <cstring>

namespace headway {

/// "cannot WHAT: " and the system's words for @p code, an errno.
inline Error systemError(const char *what, int code = errno)
{
    const ErrorCode kind = code == ENOENT || code == ENOTDIR ? ErrorCode::NotFound
        : code == ENOSPC || code == EDQUOT                   ? ErrorCode::StorageFull
                                                             : ErrorCode::Internal;
    return {kind,
            QStringLiteral("cannot %1: %2")
                .arg(QLatin1String(what), QString::fromLocal8Bit(std::strerror(code)))};
}

} // namespace headway
