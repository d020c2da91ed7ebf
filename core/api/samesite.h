#pragma once

#include "core/api/requesthead.h"

#include <optional>

namespace headway {

/// Keeps web pages of others out: a page can send a browser here under any name that it controls
/// (DNS rebinding) and from any origin. Host must be this machine's loopback with @p port; Origin,
/// where a browser tells it, the same; Sec-Fetch-Site same-origin or none, for other ports of this
/// machine belong to others.
/// @return 403 for what comes from elsewhere
std::optional<Refusal> refusalOfForeign(const RequestHead &head, quint16 port);

} // namespace headway
