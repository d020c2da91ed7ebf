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

template <typename Value>
Answer valueAnswer(const Value &value)
{
    Answer answer = jsonAnswer(wire::toJson(value));
    answer.isFleeting = true;
    return answer;
}

} // namespace

Reply StatisticsController::spans(const Call &call)
{
    Query query(call.head.query);
    const Period period = readPeriod(query, call, 1);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return Reply::when([&call, period] { return call.session->spans(period); },
                       valueAnswer<TaskSpans>);
}

Reply StatisticsController::statistics(const Call &call)
{
    Query query(call.head.query);
    const Period period = readPeriod(query, call, 30);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return Reply::when([&call, period] { return call.session->statistics(period); },
                       valueAnswer<TaskStatistics>);
}

Reply StatisticsController::runs(const Call &call)
{
    Query query(call.head.query);
    const QString name = query.text(u"name"_s).value_or(QString());
    const Period period = readPeriod(query, call, 30);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    return Reply::when([&call, name, period] { return call.session->runs(name, period); },
                       valueAnswer<QList<TaskRun>>);
}

} // namespace headway
