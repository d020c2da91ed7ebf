#pragma once

#include "core/api/requesthead.h"
#include "core/base/result.h"
#include "core/model/peer.h"
#include "core/session/principal.h"

#include <functional>

namespace headway {

class AuthService;

/// Who sent the request: by its bearer token, else by its session cookie, for which alone @p peer
/// is asked. A token that is wrong never falls back to a cookie. Errors: NotSignedIn.
Result<Principal> principalOf(const RequestHead &head, const std::function<Peer()> &peer,
                              AuthService &auth);

/// The token in the Authorization field. @return empty when there is none, another scheme, or
/// something that no token can be
/// Source: RFC 6750 section 2.1.
QByteArray bearerToken(const RequestHead &head);

/// The session's secret in the Cookie fields. @return empty when there is none, or when several
/// contradict each other
QByteArray sessionSecret(const RequestHead &head);

} // namespace headway
