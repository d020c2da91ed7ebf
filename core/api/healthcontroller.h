#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

class HealthController
{
public:
    static Reply health(const Call &call);
};

} // namespace headway
