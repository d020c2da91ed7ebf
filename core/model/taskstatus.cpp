#include "core/model/taskstatus.h"

#include <algorithm>
#include <initializer_list>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool isOneOf(TaskStatus status, std::initializer_list<TaskStatus> set)
{
    return std::find(set.begin(), set.end(), status) != set.end();
}

} // namespace

bool canMove(TaskStatus from, TaskStatus to)
{
    using enum TaskStatus;
    switch (from) {
    case Pending:
        return isOneOf(to, {Processing, Cancelling, Completed, Failed, Cancelled, Lost});
    case Processing:
        return isOneOf(to, {Paused, Cancelling, Completed, Failed, Cancelled, Lost});
    case Paused:
        return isOneOf(to, {Processing, Cancelling, Completed, Failed, Cancelled, Lost});
    case Cancelling:
        return isOneOf(to, {Completed, Cancelled, Lost});
    case Lost:
        return isOneOf(to, {Processing, Completed, Failed, Cancelled});
    case Completed:
    case Failed:
    case Cancelled:
        return false;
    }
    return false;
}

bool isEnded(TaskStatus status)
{
    using enum TaskStatus;
    return isOneOf(status, {Completed, Failed, Cancelled, Lost});
}

bool isProcessing(TaskStatus status)
{
    using enum TaskStatus;
    return isOneOf(status, {Processing, Paused, Cancelling});
}

QString wordOf(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Pending:
        return u"pending"_s;
    case TaskStatus::Processing:
        return u"processing"_s;
    case TaskStatus::Paused:
        return u"paused"_s;
    case TaskStatus::Cancelling:
        return u"cancelling"_s;
    case TaskStatus::Completed:
        return u"completed"_s;
    case TaskStatus::Failed:
        return u"failed"_s;
    case TaskStatus::Cancelled:
        return u"cancelled"_s;
    case TaskStatus::Lost:
        return u"lost"_s;
    }
    return {};
}

std::optional<TaskStatus> taskStatusFromWord(QStringView word)
{
    for (const TaskStatus status : allTaskStatuses) {
        if (word == wordOf(status))
            return status;
    }
    return std::nullopt;
}

} // namespace headway
