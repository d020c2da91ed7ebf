#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// The seed's routes to a task, in its words.
class SeedController
{
public:
    static Reply taskStatus(const Call &call);
    /// Of tasks of kind `chat` only; another one is not found.
    static Reply chatStatus(const Call &call);
    static Reply task(const Call &call);
    static Reply indexProgress(const Call &call);
    static Reply cancel(const Call &call);
};

} // namespace headway
