#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/savedlogin.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// @param named the data directory that the command line speaks of
Result<ServiceAddress> placeOf(const SavedLogin &login, const DataDirectory &named)
{
    if (login.directory.isEmpty())
        return ServiceAddress{login.url, login.listener};
    for (const DataDirectory &directory : {named, DataDirectory::resolve()}) {
        if (directory.path() == login.directory)
            return findService({.directory = directory});
    }
    return findService({.directory = DataDirectory::resolve(login.directory)});
}

/// Revokes the saved login's token where it was made, then forgets it.
class LogoutVerb final : public Verb
{
public:
    void start(const CommandLine &line) override;

private:
    void forget(const Result<ApiAnswer> &revoked);

    std::unique_ptr<ApiClient> m_client;
};

void LogoutVerb::start(const CommandLine &line)
{
    if (!line.operands().isEmpty())
        return failUsage(u"`headway logout` takes options only."_s);
    const Result<SavedLogin> login = readSavedLogin();
    if (!login && login.error().code == ErrorCode::NotFound)
        return fail({ErrorCode::NotSignedIn, u"Nobody has signed in with `headway login`."_s});
    if (!login)
        return fail(login.error());
    const Result<ServiceAddress> place = placeOf(*login, line.dataDirectory());
    if (!place)
        return fail(place.error());
    m_client = std::make_unique<ApiClient>(
        place->url, Credential{Credential::Kind::Bearer, login->token, place->listener});
    const QByteArray path = "/api/v1/tokens/" + login->tokenId.toString().toLatin1();
    whenDone(m_client->send({.method = ApiRequest::Method::Delete, .path = path}), this,
             [this](const Result<ApiAnswer> &revoked) { forget(revoked); });
}

void LogoutVerb::forget(const Result<ApiAnswer> &revoked)
{
    const bool isDead = revoked || revoked.error().code == ErrorCode::NotSignedIn
        || revoked.error().code == ErrorCode::NotFound;
    if (!isDead) // kept, so that it can be revoked later
        return fail(revoked.error());
    if (const Result<void> removed = removeSavedLogin(); !removed)
        return fail(removed.error());
    end();
}

} // namespace

std::unique_ptr<Verb> makeLogoutVerb()
{
    return std::make_unique<LogoutVerb>();
}

} // namespace headway
