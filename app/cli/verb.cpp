#include "app/cli/verb.h"

#include "app/cli/console.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/apiclient.h"

#include <utility>

namespace headway {

Verb::Verb() = default;

Verb::~Verb() = default;

void Verb::end(int exitCode)
{
    if (!std::exchange(m_hasEnded, true))
        Q_EMIT finished(exitCode);
}

void Verb::fail(const Error &error)
{
    console::printError(error.detail);
    end(exitCodeOf(error.code));
}

void Verb::failAccess(const AccessRequest &request, const Error &error)
{
    const bool isInDoubt = error.code == ErrorCode::NotSignedIn && !request.url.isEmpty();
    const Result<ServiceAddress> place = isInDoubt ? findService(request) : error;
    if (!place)
        return fail(place.error());
    m_probe = std::make_unique<ApiClient>(place->url, Credential());
    whenDone(m_probe->send({.path = "/api/v1/health"}), this,
             [this, error](const Result<ApiAnswer> &answer) {
                 const bool isAway = !answer && answer.error().code == ErrorCode::Unreachable;
                 fail(isAway ? answer.error() : error);
             });
}

void Verb::failUsage(const QString &sentence)
{
    console::printError(sentence);
    end(WrongUsage);
}

} // namespace headway
