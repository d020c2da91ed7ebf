#include "core/api/metricscontroller.h"

#include "core/api/call.h"
#include "core/api/metricstext.h"
#include "core/api/requestcounts.h"
#include "core/service/authservice.h"
#include "core/service/service.h"

namespace headway {

namespace {

QByteArray nameOf(Budget budget)
{
    switch (budget) {
    case Budget::Reads:
        return "read";
    case Budget::Writes:
        return "write";
    case Budget::Cancels:
        return "cancel";
    case Budget::Visits:
        return "visit";
    case Budget::Mistakes:
        break;
    }
    return "mistake";
}

double secondsSince1970(const QDateTime &instant)
{
    return std::chrono::duration<double>(std::chrono::milliseconds(instant.toMSecsSinceEpoch()))
        .count();
}

void addProgram(MetricsText &text, const ServiceFigures &service)
{
    text.begin("headway_build_info", "gauge", "Always 1; the labels tell the versions.");
    text.add(1, {{"version", HEADWAY_VERSION}, {"qt", qVersion()}});
    text.begin("headway_start_time_seconds", "gauge", "When the service started, since 1970.");
    text.add(secondsSince1970(service.startedAt));
}

void addTasks(MetricsText &text, const TaskCounts &counts)
{
    text.begin("headway_tasks", "gauge", "Tasks of the account that asks, by their status.");
    for (const TaskStatus status : allTaskStatuses)
        text.add(static_cast<double>(counts.value(status)),
                 {{"status", wordOf(status).toLatin1()}});
}

void addRequests(MetricsText &text, const RequestCounts &requests)
{
    text.begin("headway_requests_total", "counter",
               "Requests of all accounts, by what they are charged to and by status.");
    for (auto answers = requests.answers.begin(); answers != requests.answers.end(); ++answers) {
        const auto &[budget, status] = answers.key();
        text.add(static_cast<double>(*answers),
                 {{"class", nameOf(budget)}, {"status", QByteArray::number(status)}});
    }
    text.begin("headway_held_back_answers_total", "counter",
               "Answers that came late because there were too many requests.");
    text.add(static_cast<double>(requests.heldBack));
    text.begin("headway_connections", "gauge", "Open connections.");
    text.add(static_cast<double>(requests.connections));
}

void addStore(MetricsText &text, const ServiceFigures &service)
{
    text.begin("headway_commits_total", "counter", "Transactions written to the database.");
    text.add(static_cast<double>(service.commits));
    text.begin("headway_queued_changes", "gauge", "Changes that wait for the next commit.");
    text.add(static_cast<double>(service.queuedChanges));
    text.begin("headway_database_size_bytes", "gauge",
               "Size of the database with its write-ahead log.");
    text.add(static_cast<double>(service.databaseBytes));
}

} // namespace

Reply MetricsController::metrics(const Call &call)
{
    const auto begin = [&call] { return call.service.taskCounts(*call.principal); };
    return Reply::when(begin, [&call](const TaskCounts &counts) {
        const ServiceFigures service = call.service.figures();
        MetricsText text;
        addProgram(text, service);
        addTasks(text, counts);
        if (call.principal->account() == call.auth.owner().account()) {
            addRequests(text, call.requests);
            addStore(text, service);
        }
        Answer answer{200, MetricsText::contentType(), text.text(), {}};
        answer.isFleeting = true;
        return answer;
    });
}

} // namespace headway
