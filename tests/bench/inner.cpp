// Micro-benchmarks of what a request goes through, and of what reads the output of commands.

#include "core/api/query.h"
#include "core/api/requesthead.h"
#include "core/runner/progressrecogniser.h"
#include "core/service/taskboard.h"
#include "core/wire/requests.h"
#include "core/wire/seedjson.h"
#include "core/wire/taskjson.h"

#include <benchmark/benchmark.h>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

Task sampleTask()
{
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(1'795'425'302'125, Qt::UTC);
    Task task;
    task.id = TaskId::make();
    task.name = u"Render scene 12"_s;
    task.kind = u"render"_s;
    task.owner = AccountId(1);
    task.ownerEmail = u"bench@example.org"_s;
    task.status = TaskStatus::Processing;
    task.progress.text = u"frame by frame, "_s.repeated(8);
    task.progress.fraction = 0.5;
    task.createdAt = begin;
    task.startedAt = begin;
    task.updatedAt = begin.addMSecs(1500);
    task.labels = {{u"branch"_s, u"main"_s}};
    task.revision = 12345;
    return task;
}

void findOnBoard(benchmark::State &state)
{
    TaskBoard board;
    TaskChanges changes;
    for (int64_t i = 0; i < state.range(0); ++i)
        changes.changed.append(sampleTask());
    board.apply(changes);
    qsizetype at = 0;
    for (auto _ : state) {
        constexpr qsizetype stride = 7919;
        at = (at + stride) % changes.changed.size();
        benchmark::DoNotOptimize(board.find(changes.changed.at(at).id));
    }
}
BENCHMARK(findOnBoard)->Arg(1'000)->Arg(100'000);

void writeTaskStatus(benchmark::State &state)
{
    const Task task = sampleTask();
    for (auto _ : state)
        benchmark::DoNotOptimize(wire::taskStatusJson(task));
}
BENCHMARK(writeTaskStatus);

void writeTask(benchmark::State &state)
{
    const Task task = sampleTask();
    for (auto _ : state)
        benchmark::DoNotOptimize(wire::toJson(task));
}
BENCHMARK(writeTask);

void readHead(benchmark::State &state)
{
    const QByteArray head =
        "GET /api/task-status/3f0f8d64-6c3b-4a52-9d0c-0d7f4b8d1c55 HTTP/1.1\r\n"
        "Host: 127.0.0.1:7717\r\n"
        "Authorization: Bearer hw_uZ0iVx3kq1m8Y2l9Qw7rT5nB4cD6eF0gH1jK2lM3nO4\r\n"
        "User-Agent: bench\r\nAccept: */*\r\n\r\n";
    for (auto _ : state)
        benchmark::DoNotOptimize(readRequestHead(head));
}
BENCHMARK(readHead);

void readUpdate(benchmark::State &state)
{
    const QByteArray body = R"({"progress":"step 17 of 20","fraction":0.85,"current":17})";
    for (auto _ : state)
        benchmark::DoNotOptimize(wire::readTaskUpdate(body));
}
BENCHMARK(readUpdate);

void readFilter(benchmark::State &state)
{
    const QByteArray query = "status=processing&kind=render&label=branch%3Dmain&q=scene&limit=50";
    const QDateTime now(QDate(2026, 11, 20), QTime(10, 30), Qt::UTC);
    for (auto _ : state)
        benchmark::DoNotOptimize(readTaskFilter(query, now));
}
BENCHMARK(readFilter);

void recognise(benchmark::State &state, const char *line)
{
    const QString text = QString::fromUtf8(line);
    for (auto _ : state)
        benchmark::DoNotOptimize(recogniseProgress(text));
}
BENCHMARK_CAPTURE(recognise, ninja, "[12/217] Building CXX object core/base/clock.cpp.o");
BENCHMARK_CAPTURE(recognise, percent, " 42% [========>             ] 12.1 MB/s eta 0:07");
BENCHMARK_CAPTURE(recognise, none, "warning: unused parameter 'context' in the function above");

} // namespace

BENCHMARK_MAIN();
