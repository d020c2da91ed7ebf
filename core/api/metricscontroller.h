#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// Handlers of what watches over the service.
class MetricsController
{
public:
    /// The caller's tasks by status; for the owner's account also what the service does in all.
    static Reply metrics(const Call &call);
};

} // namespace headway
