#include "core/api/statisticscontroller.h"

#include "core/api/call.h"
#include "core/api/query.h"
#include "core/base/clock.h"
#include "core/service/service.h"
#include "core/wire/spansjson.h"
#include "core/wire/statisticsjson.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Up to `to`, @p days long unless `from` says otherwise.
Period readPeriod(Query &query, const Call &call, int days)
{
    Period period;
    period.to = query.instant(u"to"_s).value_or(call.service.clock().now());
    period.from = query.instant(u"from"_s).value_or(period.to.addDays(-days));
    if (period.from > period.to)
        query.refuse(u"from"_s, u"must not be after \"to\""_s);
    return period;
}

/// The same as JSON, put into words in another thread: megabytes of them would hold up whatever
/// else is served.
template <typename Value>
QFuture<Result<QByteArray>> written(QFuture<Result<Value>> value)
{
    return mappedAside(value, [](const Result<Value> &got) -> Result<QByteArray> {
        return got ? Result<QByteArray>(wire::toJson(*got)) : got.error();
    });
}

Answer fleetingAnswer(const QByteArray &json)
{
    Answer answer = jsonAnswer(json);
    answer.isFleeting = true;
    return answer;
}

Reply runsOf(const Call &call, const QString &name, const Period &period)
{
    return Reply::when([&call, name, period] { return written(call.session->runs(name, period)); },
                       fleetingAnswer);
}

} // namespace

Reply StatisticsController::spans(const Call &call)
{
    Query query(call.head.query);
    const Period period = readPeriod(query, call, 1);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return Reply::when([&call, period] { return written(call.session->spans(period)); },
                       fleetingAnswer);
}

Reply StatisticsController::statistics(const Call &call)
{
    Query query(call.head.query);
    const Period period = readPeriod(query, call, 30);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return Reply::when([&call, period] { return written(call.session->statistics(period)); },
                       fleetingAnswer);
}

Reply StatisticsController::runs(const Call &call)
{
    Query query(call.head.query);
    const QString name = query.text(u"name"_s).value_or(QString());
    const std::optional<QString> like = query.text(u"like"_s);
    if (like && !name.isEmpty())
        query.refuse(u"like"_s, u"must not stand beside \"name\""_s);
    const Period period = readPeriod(query, call, 30);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    if (!like)
        return runsOf(call, name, period);
    const TaskId id = TaskId::fromString(*like).value_or(TaskId());
    return Reply::when(
        [&call, id] { return call.session->task(id); },
        [&call, period](const Task &task) { return runsOf(call, task.name, period); });
}

} // namespace headway
