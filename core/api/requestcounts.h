#pragma once

#include "core/api/ratelimits.h"

#include <QMap>

#include <utility>

namespace headway {

/// How the server's requests have ended since its start. Belongs to the server's thread.
struct RequestCounts
{
    using Kind = std::pair<Budget, int>; ///< what it was charged to, or would have been; status

    QMap<Kind, quint64> answers;
    quint64 heldBack = 0; ///< answers that came later because there were too many requests
    qsizetype connections = 0; ///< that were open when the last request came

    void count(Budget budget, int status) { ++answers[{budget, status}]; }
};

} // namespace headway
