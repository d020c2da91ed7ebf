#pragma once

#include "core/base/result.h"
#include "core/client/apirequest.h"

class QNetworkReply;

namespace headway {

/// What has come of @p reply. Errors: Unreachable when it did not come, or not whole; else what the
/// service says is wrong.
Result<ApiAnswer> answerOf(QNetworkReply &reply);

} // namespace headway
