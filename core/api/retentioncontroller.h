#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// How long ended tasks are kept: for all to see, for whoever owns the data directory to set.
class RetentionController
{
public:
    static Reply get(const Call &call);
    static Reply set(const Call &call);
};

} // namespace headway
