#include "core/model/retention.h"

namespace headway {

std::optional<Retention::Days> Retention::age(TaskStatus status) const
{
    switch (status) {
    case TaskStatus::Failed:
        return failed;
    case TaskStatus::Cancelled:
        return cancelled;
    case TaskStatus::Lost:
        return lost;
    default:
        return completed;
    }
}

} // namespace headway
