#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/session/tokendesk.h"

#include <QFuture>

#include <optional>

namespace headway {

/// What is to be run as a task.
struct StartRequest
{
    QString command; ///< one line, as a POSIX shell takes it
    QString directory; ///< in which it runs; "" is the home directory
    QString name; ///< of the task; "" is the command itself
    std::optional<TaskId> retryOf; ///< the task of which it is a new attempt
};

/// Starts commands of the user as tasks. They go on when the window is closed.
class CommandStarter
{
public:
    virtual ~CommandStarter() = default;

    /// The task becomes the account's that @p token signs in to, and the token ends once the run is
    /// reported; without one it becomes the account's that owns the data directory, whoever has
    /// signed in with the command line. Ready once the service knows of the task, or it is clear
    /// that it never will. Errors: InvalidArgument when there is no such directory, StateForbids
    /// with what kept the command from being started.
    virtual QFuture<Result<TaskId>> start(const StartRequest &request,
                                          const std::optional<NewSecret> &token) = 0;
    /// What ran as the task @p id. Errors: NotFound when it did not run on this machine, or too
    /// long ago; those of reading a private file.
    virtual QFuture<Result<StartRequest>> kept(TaskId id) = 0;
};

} // namespace headway
