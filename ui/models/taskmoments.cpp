#include "ui/models/taskmoments.h"

#include "ui/models/statuswords.h"
#include "ui/models/timewords.h"

#include <QCoreApplication>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Moments
{
    Q_DECLARE_TR_FUNCTIONS(headway::Moments)
};

/// Since when it is as it is; null where that began with its start.
QDateTime presentSince(const Task &task)
{
    if (isEnded(task.status))
        return task.completedAt;
    if (task.status == TaskStatus::Paused)
        return task.pausedAt;
    return task.stalled ? task.quietSince : QDateTime();
}

} // namespace

QList<TaskMoment> momentsOf(const Task &task, const QDateTime &now)
{
    QList<TaskMoment> moments{{TaskStatus::Pending, false, task.createdAt, {}}};
    if (!task.startedAt.isNull()) {
        const bool isCancelling = task.status == TaskStatus::Cancelling;
        moments.append(
            {isCancelling ? task.status : TaskStatus::Processing, false, task.startedAt, {}});
    }
    if (const QDateTime since = presentSince(task); !since.isNull())
        moments.append({task.status, task.stalled, since, {}});
    for (qsizetype i = 0; i < moments.size(); ++i) {
        const bool isLast = i + 1 == moments.size();
        if (isLast && isEnded(task.status))
            break;
        const qint64 lasted = moments[i].from.msecsTo(isLast ? now : moments[i + 1].from);
        moments[i].lasted = std::chrono::milliseconds(std::max<qint64>(lasted, 0));
    }
    return moments;
}

QString momentWords(const TaskMoment &moment, const QDateTime &now)
{
    const QString word = moment.stalled ? Moments::tr("Quiet") : statusWord(moment.status);
    const QString since = shortInstant(moment.from, now);
    return moment.lasted
        ? Moments::tr("%1, since %2, for %3").arg(word, since, durationWords(*moment.lasted))
        : Moments::tr("%1, %2").arg(word, since);
}

} // namespace headway
