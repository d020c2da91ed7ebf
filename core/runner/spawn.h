#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <array>

#include <sys/types.h>

namespace headway {

struct SpawnRequest
{
    QList<QByteArray> arguments; ///< the first is looked up in PATH unless it has a slash
    std::array<int, 3> streams{0, 1, 2}; ///< what becomes standard input, output, error
    /// A terminal among `streams` that becomes the controlling one; -1: none.
    int controllingTerminal = -1;
};

/// Starts a program in a session, and so a process group, of its own, whose id is its pid, with no
/// signal blocked or ignored. Environment but for HEADWAY_TOKEN, directory, umask, limits and the
/// descriptors that are not close-on-exec are passed on.
/// Errors: NotFound when there is no such program, Internal when it cannot be executed; the detail
/// names it.
Result<pid_t> spawn(const SpawnRequest &request);

} // namespace headway
