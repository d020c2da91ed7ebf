#include "ui/models/statuswords.h"

#include <QCoreApplication>

namespace headway {

namespace {

struct StatusWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::StatusWords)
};

} // namespace

QString statusWord(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Pending:
        return StatusWords::tr("Waiting");
    case TaskStatus::Processing:
        return StatusWords::tr("Running");
    case TaskStatus::Paused:
        return StatusWords::tr("Paused");
    case TaskStatus::Cancelling:
        return StatusWords::tr("Cancelling");
    case TaskStatus::Completed:
        return StatusWords::tr("Completed");
    case TaskStatus::Failed:
        return StatusWords::tr("Failed");
    case TaskStatus::Cancelled:
        return StatusWords::tr("Cancelled");
    case TaskStatus::Lost:
        return StatusWords::tr("Lost");
    }
    return {};
}

QString statusWord(const Task &task)
{
    return task.stalled && task.status == TaskStatus::Processing ? StatusWords::tr("Quiet")
                                                                 : statusWord(task.status);
}

int statusRank(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Processing:
        return 0;
    case TaskStatus::Cancelling:
        return 1;
    case TaskStatus::Paused:
        return 2;
    case TaskStatus::Pending:
        return 3;
    case TaskStatus::Failed:
        return 4;
    case TaskStatus::Lost:
        return 5;
    case TaskStatus::Cancelled:
        return 6;
    case TaskStatus::Completed:
        return 7;
    }
    return 0;
}

} // namespace headway
