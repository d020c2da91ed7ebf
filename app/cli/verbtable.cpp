#include "app/cli/verbtable.h"

#include "app/cli/verbs.h"

#include <algorithm>
#include <array>

namespace headway {

namespace {

constexpr std::array allVerbs{
    VerbRow{"serve", "", "The service with no window", &makeServeVerb},
    VerbRow{"run", "-- COMMAND...", "Run a command and watch it as a task", &makeRunVerb},
    VerbRow{"list", "", "Your tasks, newest first", &makeListVerb},
    VerbRow{"status", "ID", "One task, with all that is known of it", &makeStatusVerb},
    VerbRow{"log", "ID", "What a task has written", &makeLogVerb},
    VerbRow{"wait", "ID...", "Wait until tasks have ended", &makeWaitVerb},
    VerbRow{"watch", "[ID...]", "See tasks getting on, live", &makeWatchVerb},
    VerbRow{"cancel", "ID...", "Cancel tasks", &makeCancelVerb},
    VerbRow{"pause", "ID...", "Stop tasks where they are", &makePauseVerb},
    VerbRow{"resume", "ID...", "Let paused tasks go on", &makeResumeVerb},
    VerbRow{"retry", "ID", "Run a task that has ended once more", &makeRetryVerb},
    VerbRow{"attach", "PID", "Watch a process that runs already as a task", &makeAttachVerb},
    VerbRow{"pin", "ID...", "Keep tasks however old they get", &makePinVerb},
    VerbRow{"unpin", "ID...", "Keep tasks no longer than others", &makeUnpinVerb},
    VerbRow{"delete", "ID...", "Forget tasks that have ended", &makeDeleteVerb},
    VerbRow{"report", "create | progress ID [TEXT] | complete ID | fail ID [TEXT]",
            "Report a task from a script", &makeReportVerb},
    VerbRow{"account", "add EMAIL | list | passwd EMAIL | remove EMAIL",
            "Manage the accounts of a data directory of yours", &makeAccountVerb},
    VerbRow{"login", "[EMAIL]", "Sign in to an account from here on", &makeLoginVerb},
    VerbRow{"logout", "", "Undo the login", &makeLogoutVerb},
    VerbRow{"whoami", "", "Whose tasks you see", &makeWhoamiVerb},
    VerbRow{"token", "create | list | revoke ID", "Manage your API tokens", &makeTokenVerb},
    VerbRow{"backup", "FILE", "Copy the database, while it is in use too", &makeBackupVerb},
    VerbRow{"restore", "FILE", "Put a backup in the place of the database", &makeRestoreVerb},
};

} // namespace

std::span<const VerbRow> verbTable()
{
    return allVerbs;
}

const VerbRow *findVerb(const QByteArray &name)
{
    const auto row = std::find_if(allVerbs.begin(), allVerbs.end(),
                                  [&](const VerbRow &r) { return name == r.name; });
    return row == allVerbs.end() ? nullptr : &*row;
}

} // namespace headway
