#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace headway {

struct Command
{
    QList<QByteArray> arguments; ///< as execve takes them; the first is looked up in PATH
    bool usePty = true; ///< false: streams that are terminals become pipes too
};

/// The user's three streams. Borrowed, and left open.
struct StandardStreams
{
    int input = 0;
    int output = 1;
    int error = 2;
};

/// Which of a command's streams bytes came from.
enum class CommandStream {
    Output, ///< or the one terminal that output and errors share
    Errors, ///< which have a stream of their own
};

/// How a command ended: exactly one of both is set.
struct CommandEnd
{
    std::optional<int> exitCode; ///< [0, 255]
    std::optional<int> signal; ///< POSIX number of the signal that ended it

    /// What a shell would report: the exit code, or 128 + the signal.
    int shellCode() const { return exitCode ? *exitCode : 128 + signal.value_or(0); }
    friend bool operator==(const CommandEnd &, const CommandEnd &) = default;
};

} // namespace headway
