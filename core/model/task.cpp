#include "core/model/task.h"

namespace headway {

using namespace Qt::StringLiterals;

Result<void> Task::moveTo(TaskStatus next, const QDateTime &now)
{
    if (!canMove(status, next)) {
        return Error{ErrorCode::StateForbids,
                     u"The task is %1 and cannot become %2."_s.arg(wordOf(status), wordOf(next))};
    }
    if (!pausedAt.isNull())
        pausedFor += std::chrono::milliseconds(qMax<qint64>(0, pausedAt.msecsTo(now)));
    pausedAt = next == TaskStatus::Paused ? now : QDateTime();
    status = next;
    const bool endedNow = isEnded(next);
    if (startedAt.isNull() && (next == TaskStatus::Processing || next == TaskStatus::Completed))
        startedAt = now;
    completedAt = endedNow ? now : QDateTime();
    if (endedNow) {
        stalled = false;
        usage = {};
    }
    if (endedNow && next != TaskStatus::Lost)
        quietSince = {};
    return {};
}

std::optional<QDateTime> estimatedEnd(const Task &task)
{
    const std::optional<double> fraction = task.progress.fraction;
    if (task.status != TaskStatus::Processing || task.stalled || !fraction || *fraction <= 0
        || *fraction >= 1 || task.startedAt.isNull() || task.updatedAt <= task.startedAt)
        return std::nullopt;
    const double spent =
        static_cast<double>(task.startedAt.msecsTo(task.updatedAt) - task.pausedFor.count());
    if (spent <= 0)
        return std::nullopt;
    const double left = spent * (1 - *fraction) / *fraction;
    constexpr double farthest = 10.0 * 365 * 24 * 3600 * 1000; // ten years: further is no estimate
    if (left > farthest)
        return std::nullopt;
    return task.updatedAt.addMSecs(static_cast<qint64>(left));
}

std::optional<std::chrono::milliseconds> elapsed(const Task &task, const QDateTime &now)
{
    if (task.startedAt.isNull())
        return std::nullopt;
    const QDateTime &last = task.completedAt.isNull() ? now : task.completedAt;
    const QDateTime &end = task.pausedAt.isNull() ? last : task.pausedAt;
    const std::chrono::milliseconds whole(task.startedAt.msecsTo(end));
    return qMax(std::chrono::milliseconds(0), whole - task.pausedFor);
}

} // namespace headway
