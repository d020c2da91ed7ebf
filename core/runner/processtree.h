#pragma once

#include <QList>

#include <optional>

#include <sys/types.h>

namespace headway {

/// Orphans below this process become its children from now on, even those that made themselves a
/// session of their own, so that none can get out of sight. Source: PR_SET_CHILD_SUBREAPER,
/// prctl(2)
void becomeSubreaper();

/// All processes below @p root, without it. A moment's picture: processes come and go.
QList<pid_t> descendantsOf(pid_t root);

/// Sends @p signal to all of this process's descendants.
void signalDescendants(int signal);

// A shell among the descendants that controls jobs must not take a pause for its job's: parents are
// stopped before their children and go on after them.

/// Stops all of this process's descendants, those that are forked meanwhile as well.
void stopDescendants();
void continueDescendants();

/// Whether @p pid neither ignores nor handles @p signal.
bool takesDefault(pid_t pid, int signal);

struct Reaped
{
    bool treeIsGone = false; ///< this process has no children left, hence no descendants
    std::optional<int> status; ///< of the process that was asked for, as waitpid() gives it
};

/// Takes in all children that have ended, adopted ones as well, and tells how @p wanted ended.
Reaped reapChildren(pid_t wanted);

} // namespace headway
