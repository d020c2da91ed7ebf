#pragma once

#include "core/api/requesthead.h"
#include "core/base/result.h"
#include "core/session/principal.h"

namespace headway {

class AuthService;

/// Who sent the request: by its bearer token, else by its session cookie. A token that is wrong
/// never falls back to a cookie. Errors: NotSignedIn.
Result<Principal> principalOf(const RequestHead &head, const AuthService &auth);

/// The session's secret in the Cookie fields. @return empty when there is none, or when several
/// contradict each other
QByteArray sessionSecret(const RequestHead &head);

} // namespace headway
