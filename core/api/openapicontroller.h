#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

class OpenApiController
{
public:
    /// The document that describes all routes, as it is in resources/openapi.
    static Reply document(const Call &call);
};

} // namespace headway
