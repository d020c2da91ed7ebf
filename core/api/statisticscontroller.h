#pragma once

#include "core/api/reply.h"

namespace headway {

struct Call;

/// What ran and what became of it in a period: from `from` on and before `to`, which is now where
/// it is not told.
class StatisticsController
{
public:
    /// Of the last day, where `from` is not told.
    static Reply spans(const Call &call);
    /// Of the last 30 days.
    static Reply statistics(const Call &call);
    /// Of the tasks called `name`, in the last 30 days.
    static Reply runs(const Call &call);
};

} // namespace headway
