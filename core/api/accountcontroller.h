#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// Who may sign in; for whoever owns the data directory, but for one's own password.
class AccountController
{
public:
    static Reply list(const Call &call);
    static Reply add(const Call &call);
    static Reply setPassword(const Call &call);
    static Reply changePassword(const Call &call);
    static Reply remove(const Call &call);
};

} // namespace headway
