#pragma once

#include "core/client/apiclient.h"

#include <functional>
#include <memory>

namespace headway {

struct AccessRequest;

/// Calls @p tell in the thread of @p context with @p error; but where that is NotSignedIn at a
/// service that was named, and nobody answers there, with that: to sign in would be no help.
/// @return what asks, if it has to be asked; nothing is told after its end
std::unique_ptr<ApiClient> askWhetherAway(const AccessRequest &request, const Error &error,
                                          QObject *context,
                                          const std::function<void(const Error &)> &tell);

} // namespace headway
