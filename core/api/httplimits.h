#pragma once

#include <QtGlobal>

#include <chrono>

namespace headway {

/// What one client may ask of the server. Sizes are bytes.
struct HttpLimits
{
    using Milliseconds = std::chrono::milliseconds;

    qsizetype requestLine = 8 * 1024; ///< without its line end
    qsizetype head = 32 * 1024; ///< request line, fields and blank line
    qsizetype fields = 64;
    qint64 body = 256 * 1024;
    qint64 upload = 1024 * 1024; ///< the body that adds to a task's output
    qint64 bodies = 8 * 1024 * 1024; ///< of all that come or are handled, but for small ones
    qint64 smallBody = 4 * 1024; ///< that is not counted with them
    qsizetype views = 8 * 1024 * 1024; ///< of answers kept ready for those who poll
    qint64 streamBacklog = 1024 * 1024; ///< of a stream, written and not yet taken by the client

    Milliseconds streamHeartbeat = std::chrono::seconds(15); ///< also to take what was sent
    Milliseconds streamRetry =
        std::chrono::seconds(2); ///< for a client to wait before it comes again
    Milliseconds streamCheck =
        std::chrono::seconds(1); ///< between looks whether a credential has expired

    Milliseconds headTime = std::chrono::seconds(5); ///< from its first byte to its last
    /// From the head's end to the body's; for the body to wait for room, as long once more.
    Milliseconds bodyTime = std::chrono::seconds(10);
    Milliseconds idleTime = std::chrono::seconds(15); ///< without a byte of a next request
    Milliseconds lingerTime = std::chrono::seconds(1); ///< for the client to read a last answer
    Milliseconds sweepInterval = std::chrono::milliseconds(250); ///< how exact the times are

    int connections = 1024; ///< in all
    int accountConnections = 512; ///< of one account, streams and waiting requests included
    int unfinishedHeads = 128; ///< connections that have not sent a whole request yet, in all
    Milliseconds headGrace = std::chrono::milliseconds(500); ///< that each of them has at least
};

} // namespace headway
