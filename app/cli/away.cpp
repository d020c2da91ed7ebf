#include "app/cli/away.h"

#include "core/base/future.h"
#include "core/client/access.h"

namespace headway {

std::unique_ptr<ApiClient> askWhetherAway(const AccessRequest &request, const Error &error,
                                          QObject *context,
                                          const std::function<void(const Error &)> &tell)
{
    const bool isInDoubt = error.code == ErrorCode::NotSignedIn && !request.url.isEmpty();
    const Result<ServiceAddress> place = isInDoubt ? findService(request) : error;
    if (!place) {
        tell(place.error());
        return nullptr;
    }
    auto client = std::make_unique<ApiClient>(place->url, Credential());
    whenDone(client->send({.path = "/api/v1/health"}), context,
             [tell, error](const Result<ApiAnswer> &answer) {
                 const bool isAway = !answer && answer.error().code == ErrorCode::Unreachable;
                 tell(isAway ? answer.error() : error);
             });
    return client;
}

} // namespace headway
