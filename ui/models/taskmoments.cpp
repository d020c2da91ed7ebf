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

} // namespace

QList<TaskMoment> momentsOf(const Task &task, const QList<StateChange> &states,
                            const QDateTime &now)
{
    QList<TaskMoment> moments;
    for (const StateChange &state : states.isEmpty() ? statesOf(task, {}) : states)
        moments.append({state.status, state.stalled, state.from, {}});
    const TaskMoment &last = moments.constLast();
    if (last.status != task.status || last.stalled != task.stalled)
        moments.append({task.status, task.stalled, presentState(task, now).from, {}});
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
