#pragma once

#include "core/api/answer.h"
#include "core/api/requesthead.h"

namespace headway {

/// @p answer with the ETag of its body, unless it has one. Source: RFC 9110 section 8.8.3.
Answer withEntityTag(Answer answer);

/// @p answer, which has its ETag; 304 in its place when the client has that body already.
/// Source: RFC 9110 section 13.1.2.
Answer unlessKnown(Answer answer, const RequestHead &head);

} // namespace headway
