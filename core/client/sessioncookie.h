#pragma once

#include "core/base/result.h"
#include "core/client/apirequest.h"

namespace headway {

/// The secret of the session that @p answer, of POST /api/login, has opened. Errors: Internal.
Result<QByteArray> sessionCookie(const ApiAnswer &answer);

} // namespace headway
