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
    qint64 streamBacklog = 1024 * 1024; ///< of a stream, written and not yet taken by the client

    Milliseconds headTime = std::chrono::seconds(5); ///< from its first byte to its last
    Milliseconds bodyTime = std::chrono::seconds(10); ///< from the head's end to the body's
    Milliseconds idleTime = std::chrono::seconds(15); ///< without a byte of a next request
    Milliseconds lingerTime = std::chrono::seconds(1); ///< for the client to read a last answer
    Milliseconds sweepInterval = std::chrono::milliseconds(250); ///< how exact the times are

    int connections = 1024; ///< in all
    int unfinishedHeads = 128; ///< that have waited longer than the grace
    Milliseconds headGrace = std::chrono::milliseconds(500);
};

} // namespace headway
