#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// The caller's own API tokens.
class TokenController
{
public:
    static Reply list(const Call &call);
    static Reply create(const Call &call);
    static Reply revoke(const Call &call);
};

} // namespace headway
