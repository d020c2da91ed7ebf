#include "app/cli/sessionverb.h"

#include "app/cli/commandline.h"
#include "app/cli/console.h"

namespace headway {

SessionVerb::SessionVerb() = default;

SessionVerb::~SessionVerb() = default;

void SessionVerb::start(const CommandLine &line)
{
    m_line = &line;
    if (const Result<void> checked = check(); !checked)
        return failUsage(checked.error().detail);
    const Result<Access> access = findAccess(line.accessRequest());
    if (!access && access.error().code == ErrorCode::InvalidArgument)
        return failUsage(access.error().detail);
    if (!access)
        return fail(access.error());
    if (!access->note.isEmpty())
        console::printError(access->note);
    m_session = std::make_unique<RemoteTaskSession>(
        std::make_unique<ApiClient>(access->url, access->credential));
    begin();
}

} // namespace headway
