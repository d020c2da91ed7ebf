#pragma once

#include "core/base/result.h"

#include <optional>

namespace headway {

class HttpServer;

inline constexpr quint16 defaultPort = 7717;

/// Makes @p server listen where its entrance says, on port @p wanted, 0 for any free one; nullopt
/// for the default one and any free one when that is taken. On loopback that is 127.0.0.1 and ::1
/// with one port, without IPv6 127.0.0.1 alone. Errors, each with a sentence: InUse when @p wanted
/// is taken; InvalidArgument when the address is none of this machine's; Internal. It listens
/// nowhere then.
Result<void> startListening(HttpServer &server, std::optional<quint16> wanted);

} // namespace headway
