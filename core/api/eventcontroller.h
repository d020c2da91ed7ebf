#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// What happens to the caller's tasks.
class EventController
{
public:
    /// A stream that goes on from `Last-Event-ID`.
    static Reply events(const Call &call);
};

} // namespace headway
