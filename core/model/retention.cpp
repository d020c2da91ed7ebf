#include "core/model/retention.h"

namespace headway {

namespace {

template <typename T>
bool isNarrower(const std::optional<T> &bound, const std::optional<T> &than)
{
    return bound && (!than || *bound < *than);
}

} // namespace

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

bool Retention::keepsLessThan(const Retention &other) const
{
    return isNarrower(completed, other.completed) || isNarrower(failed, other.failed)
        || isNarrower(cancelled, other.cancelled) || isNarrower(lost, other.lost)
        || isNarrower(tasks, other.tasks) || isNarrower(outputBytes, other.outputBytes);
}

} // namespace headway
