#pragma once

#include "core/api/requesthead.h"

#include <QByteArrayList>

#include <optional>

namespace headway {

/// Under which names clients ask for the service.
struct Site
{
    QByteArrayList names = {"localhost", "127.0.0.1",
                            "[::1]"}; ///< in lower case; `*.` is any label
    QByteArrayList publicNames = {}; ///< that a proxy passes on, with a port of its own or none
    bool isSecure = false; ///< https
};

/// Keeps web pages of others out: a page can send a browser here under any name that it controls
/// (DNS rebinding) and from any origin. Host must be one of @p site's names with @p port; Origin,
/// where a browser tells it, the same; Sec-Fetch-Site same-origin or none, for other ports of this
/// machine belong to others. When the request @p isProxied, Host may be a public name besides, and
/// Origin is what Host is then.
/// @return 403 for what comes from elsewhere
std::optional<Refusal> refusalOfForeign(const RequestHead &head, quint16 port,
                                        const Site &site = {}, bool isProxied = false);

} // namespace headway
