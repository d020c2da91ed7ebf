#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// Signing in and out by a cookie.
class SignInController
{
public:
    static Reply login(const Call &call);
    static Reply logout(const Call &call);
    static Reply session(const Call &call);
};

} // namespace headway
