#pragma once

#include "core/base/result.h"
#include "core/client/apirequest.h"

class QNetworkReply;

namespace headway {

/// What has come of @p reply. Errors: Unreachable when it did not come, or not whole; else what the
/// service says is wrong.
Result<ApiAnswer> answerOf(QNetworkReply &reply);

/// Whether the service says, with whatever answer, that a part of its database cannot be read.
bool tellsOfDamage(const QNetworkReply &reply);

} // namespace headway
