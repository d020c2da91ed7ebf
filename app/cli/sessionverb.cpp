#include "app/cli/sessionverb.h"

#include "app/cli/commandline.h"
#include "app/cli/console.h"

namespace headway {

using namespace Qt::StringLiterals;

SessionVerb::SessionVerb() = default;

SessionVerb::~SessionVerb() = default;

void SessionVerb::start(const CommandLine &line)
{
    m_line = &line;
    if (const Result<void> checked = check(); !checked)
        return failUsage(checked.error().detail);
    const AccessRequest request = line.accessRequest();
    const Result<Access> access = findAccess(request);
    if (!access && access.error().code == ErrorCode::InvalidArgument)
        return failUsage(access.error().detail);
    if (!access)
        return failAccess(request, access.error());
    if (!access->note.isEmpty())
        console::printError(access->note);
    auto client = std::make_unique<ApiClient>(access->url, access->credential);
    connect(client.get(), &ApiClient::answered, this, &SessionVerb::warnOfDamage);
    m_session = std::make_unique<RemoteTaskSession>(std::move(client));
    begin();
}

void SessionVerb::warnOfDamage(const ApiRequest &, const Result<ApiAnswer> &, bool tellsOfDamage)
{
    if (!tellsOfDamage || std::exchange(m_hasWarned, true))
        return;
    console::printError(u"a part of the database is damaged and cannot be read; stop Headway and "
                        "start it again: it sets the database aside and saves what can be read"_s);
}

} // namespace headway
