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

/// A run that has begun.
struct StartedRun
{
    TaskId id; ///< null while the service does not know of it, perhaps for ever
    QString note; ///< why that is so, and what becomes of it
    std::optional<QString> failure = {}; ///< why its command cannot run, as it reports by itself
};

/// Starts commands of the user as tasks. They go on when the window is closed.
class CommandStarter
{
public:
    virtual ~CommandStarter() = default;

    /// The task becomes the account's that @p token signs in to, and the token ends once the run is
    /// reported; without one it becomes the account's that owns the data directory, whoever has
    /// signed in with the command line.
    /// Ready once the service knows of the task, or could not be told at once.
    /// Errors, with which nothing has begun that would use the token: InvalidArgument when there is
    /// no such directory, StateForbids with what kept the run from beginning.
    virtual QFuture<Result<StartedRun>> start(const StartRequest &request,
                                              const std::optional<NewSecret> &token) = 0;
    /// What ran as the task @p id. Errors: NotFound when it did not run on this machine, or too
    /// long ago; those of reading a private file.
    virtual QFuture<Result<StartRequest>> kept(TaskId id) = 0;
};

} // namespace headway
