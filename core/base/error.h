#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace headway {

/// What went wrong, for programs. Words for people are made in ui/ and app/, status codes in
/// core/api.
enum class ErrorCode {
    InvalidArgument, ///< a value that the caller sent cannot be taken
    NotSignedIn,
    AccessDenied, ///< it exists, and belongs to somebody else
    NotFound,
    NotProcessing, ///< cancel asked of a task that is not under way
    StateForbids, ///< the task's state does not allow the move
    StaleSequence, ///< a newer update of the same producer has been taken already
    KeyReused, ///< an idempotency key came again with another request
    AlreadyExists,
    TooLarge,
    TooMany, ///< a limit is used up; try again later
    StorageFull,
    StorageFailed,
    NewerSchema, ///< the database was written by a newer Headway
    InUse, ///< another Headway holds the data directory
    Unreachable, ///< the service cannot be reached
    Insecure, ///< a file or a directory that others could have written or read
    Internal,
};

/// @p detail is one English sentence for the log and, where the caller caused it, for the caller.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    /// Of TooMany: how long to wait before the next try; at least 1 s.
    std::optional<std::chrono::seconds> retryAfter = {};

    friend bool operator==(const Error &, const Error &) = default;
};

/// The enumerator's name, for logs and test failures.
const char *nameOf(ErrorCode code);

} // namespace headway
