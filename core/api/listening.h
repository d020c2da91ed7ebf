#pragma once

#include "core/base/result.h"

#include <optional>

namespace headway {

class HttpServer;

inline constexpr quint16 defaultPort = 7717;

/// Makes @p server listen on 127.0.0.1 and ::1 with one port: @p wanted, 0 for any free one;
/// nullopt for the default one and any free one when that is taken. Without IPv6 on 127.0.0.1
/// alone. Errors: InUse when @p wanted is taken on either; Internal. It listens nowhere then.
Result<void> listenOnLoopback(HttpServer &server, std::optional<quint16> wanted);

/// Errors: InvalidArgument when @p address, as a user gave it, is not this machine's loopback.
Result<void> checkBindAddress(const QString &address);

} // namespace headway
