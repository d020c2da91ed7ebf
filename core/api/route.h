#pragma once

#include "core/api/bodykind.h"
#include "core/api/reply.h"
#include "core/api/requesthead.h"

#include <span>

namespace headway {

struct Call;

enum class Access {
    Open, ///< nobody has to sign in
    Reader, ///< somebody signed in, whatever the scope
    Account, ///< somebody signed in; to change anything, with the scope for it
    DataOwner ///< whoever owns the data directory, by the endpoint file's token
};

/// Who sees to it that a request with an Idempotency-Key happens once.
enum class Replay {
    Stored, ///< the session
    Remembered ///< the server, while it runs; after that what the handler gave its key to
};

/// What a request is charged to: reading or writing, or the allowance for cancelling.
enum class Spends { ByMethod, Cancels };

/// One row of the table of all that is served.
struct Route
{
    Method method = Method::Other;
    const char *path =
        nullptr; ///< compared as it is; {} in it stands for one part that is not empty
    Access access = Access::DataOwner;
    Reply (*handler)(const Call &call) = nullptr;
    const char *failure = nullptr; ///< the seed's words when it cannot be served
    BodyKind body = BodyKind::Json;
    Replay replay = Replay::Stored;
    Spends spends = Spends::ByMethod;

    /// @return whether @p requested is this path; @p argument becomes what stands for {}
    bool matches(const QByteArray &requested, QByteArray *argument = nullptr) const;
};

using RouteTable = std::span<const Route>;

/// All that Headway serves. What is not in it is refused.
RouteTable allRoutes();

} // namespace headway
