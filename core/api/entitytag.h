#pragma once

#include "core/api/answer.h"
#include "core/api/requesthead.h"

namespace headway {

/// @p answer with the ETag of its body; 304 in its place when the client has that body already.
/// Source: RFC 9110 sections 8.8.3 and 13.1.2.
Answer withEntityTag(Answer answer, const RequestHead &head);

} // namespace headway
