#pragma once

#include "core/api/requesthead.h"

#include <optional>

namespace headway {

/// What a route's bodies are.
enum class BodyKind { Json, Bytes };

/// Why a body that comes with @p head is not taken for one of this kind. A page of another site can
/// send a form, plain text or something without a type without being asked; JSON it cannot. Only
/// pages name an origin, so whoever names neither is taken at their word.
/// @return 415
std::optional<Refusal> refusalOfBody(const RequestHead &head, BodyKind kind);

} // namespace headway
