#include "core/api/taskcontroller.h"

#include "core/api/call.h"
#include "core/api/query.h"
#include "core/api/taskreply.h"
#include "core/base/clock.h"
#include "core/model/limits.h"
#include "core/service/service.h"
#include "core/wire/coursejson.h"
#include "core/wire/groupsjson.h"
#include "core/wire/indexoctets.h"
#include "core/wire/requests.h"
#include "core/wire/taskjson.h"

#include <limits>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestWait = 60s;
constexpr qint64 anyInteger = std::numeric_limits<qint64>::max();

Answer taskAnswer(const Task &task)
{
    return jsonAnswer(wire::toJson(task));
}

Answer newTaskAnswer(const Task &task)
{
    Answer answer = jsonAnswer(wire::toJson(task), 201);
    answer.headers.emplaceBack("Location", "/api/v1/tasks/" + task.id.toString().toLatin1());
    return answer;
}

Answer outputAnswer(const TaskOutput &output)
{
    return {200,
            "text/plain; charset=utf-8",
            output.bytes,
            {{"Headway-Log-Offset", QByteArray::number(output.offset)},
             {"Headway-Log-Size", QByteArray::number(output.size)}}};
}

/// @p query with what no URI may hold escaped: it stands in <...>. Source: RFC 8288 section 3
QByteArray uriSafe(const QByteArray &query)
{
    QByteArray safe;
    for (const char c : query) {
        if (QByteArrayView("\"<>\\^`{|}").contains(c))
            safe += '%' + QByteArray(1, c).toHex();
        else
            safe += c;
    }
    return safe;
}

Reply setPin(const Call &call, Pin pin)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    return Reply::when([&call, pin] { return call.session->pin(call.taskId(), pin, call.key); },
                       taskAnswer);
}

} // namespace

Reply TaskController::create(const Call &call)
{
    const Result<NewTask> wanted = wire::readNewTask(call.body);
    if (!wanted)
        return wanted.error();
    const auto begin = [&call, task = *wanted] { return call.session->create(task, call.key); };
    return Reply::when(begin, newTaskAnswer);
}

namespace {

/// Days begin as people's do.
QDateTime localNow(const Call &call)
{
    return call.service.clock().now().toLocalTime();
}

Answer rowsAnswer(const QList<Task> &tasks)
{
    TaskPage page;
    page.tasks = tasks;
    for (const Task &task : tasks)
        page.revision = qMax(page.revision, task.revision);
    return jsonAnswer(wire::toJson(page));
}

Answer indexAnswer(const TaskIndex &index)
{
    Answer answer{200,
                  "application/octet-stream",
                  wire::toOctets(index.rows),
                  {{"Headway-Revision", QByteArray::number(index.revision)},
                   {"Headway-Counts", wire::toHeader(index.counts)}}};
    answer.isFleeting = true;
    return answer;
}

} // namespace

Reply TaskController::index(const Call &call)
{
    Query query(call.head.query);
    const TaskSort sort = readTaskSort(query);
    const Result<TaskFilter> filter = readTaskFilter(query, localNow(call));
    if (!filter)
        return filter.error();
    return Reply::whileWaitedFor(
        [&call, filter = *filter, sort](const std::stop_token &stop) {
            return call.session->index(filter, sort, stop);
        },
        indexAnswer);
}

Reply TaskController::list(const Call &call)
{
    const Result<std::optional<QList<quint32>>> rows = readRows(call.head.query);
    if (!rows)
        return rows.error();
    if (*rows)
        return Reply::when([&call, rows = **rows] { return call.session->tasksAt(rows); },
                           rowsAnswer);
    const Result<TaskFilter> filter = readTaskFilter(call.head.query, localNow(call));
    if (!filter)
        return filter.error();
    const auto deleted =
        filter->sinceRevision ? wire::DeletedTasks::Always : wire::DeletedTasks::WhereAny;
    return Reply::when(
        [&call, filter = *filter] { return call.session->list(filter); },
        [deleted, path = call.head.path, query = call.head.query](const TaskPage &page) {
            Answer answer = jsonAnswer(wire::toJson(page, deleted));
            if (page.nextCursor) {
                const QByteArray next = withCursor(query, *page.nextCursor);
                answer.headers.emplaceBack("Link",
                                           '<' + path + '?' + uriSafe(next) + ">; rel=\"next\"");
            }
            return answer;
        });
}

Reply TaskController::groups(const Call &call)
{
    Query query(call.head.query);
    const std::optional<QDateTime> since = query.instant(u"since"_s);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    const QDateTime now = call.service.clock().now();
    return Reply::when([&call, from = since.value_or(now)] { return call.session->groups(from); },
                       [](const TaskGroups &groups) { return jsonAnswer(wire::toJson(groups)); });
}

Reply TaskController::get(const Call &call)
{
    if (call.head.query.isEmpty())
        return taskReply(call, TaskView::VersionOne);
    Query query(call.head.query);
    const auto wait = query.duration(u"wait"_s, longestWait);
    const auto known = query.integer(u"revision"_s, 0, anyInteger);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    const auto look = [&call] { return call.session->task(call.taskId()); };
    if (!wait)
        return Reply::when(look, taskAnswer);
    const auto hold = [&call, wait](quint64 revision) {
        const auto begin = [&call, wait, revision] {
            return call.session->waitForChange(call.taskId(), revision, *wait);
        };
        return Reply::when(begin, taskAnswer);
    };
    if (known)
        return hold(static_cast<quint64>(*known));
    return Reply::when(look, [hold](const Task &task) { return hold(task.revision); });
}

Reply TaskController::update(const Call &call)
{
    const Result<TaskUpdate> update = wire::readTaskUpdate(call.body);
    if (!update)
        return update.error();
    const auto begin = [&call, update = *update] {
        return call.session->update(call.taskId(), update, call.key);
    };
    return Reply::when(begin, taskAnswer);
}

Reply TaskController::complete(const Call &call)
{
    const Result<Completion> completion = wire::readCompletion(call.body);
    if (!completion)
        return completion.error();
    const auto begin = [&call, completion = *completion] {
        return call.session->complete(call.taskId(), completion, call.key);
    };
    return Reply::when(begin, taskAnswer);
}

Reply TaskController::fail(const Call &call)
{
    const Result<Failure> failure = wire::readFailure(call.body);
    if (!failure)
        return failure.error();
    const auto begin = [&call, failure = *failure] {
        return call.session->fail(call.taskId(), failure, call.key);
    };
    return Reply::when(begin, taskAnswer);
}

Reply TaskController::cancel(const Call &call)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    const auto begin = [&call] {
        return call.session->cancel(call.taskId(), CancelScope::PendingToo, call.key);
    };
    return Reply::when(begin, taskAnswer);
}

Reply TaskController::pause(const Call &call)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    return Reply::when([&call] { return call.session->pause(call.taskId(), call.key); },
                       taskAnswer);
}

Reply TaskController::resume(const Call &call)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    return Reply::when([&call] { return call.session->resume(call.taskId(), call.key); },
                       taskAnswer);
}

Reply TaskController::pin(const Call &call)
{
    return setPin(call, Pin::Set);
}

Reply TaskController::unpin(const Call &call)
{
    return setPin(call, Pin::Removed);
}

Reply TaskController::retry(const Call &call)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    return Reply::when([&call] { return call.session->retry(call.taskId(), call.key); },
                       newTaskAnswer);
}

Reply TaskController::heartbeat(const Call &call)
{
    if (const Result<void> nothing = wire::readNothing(call.body); !nothing)
        return nothing.error();
    return Reply::when([&call] { return call.session->heartbeat(call.taskId()); }, taskAnswer);
}

Reply TaskController::remove(const Call &call)
{
    return Reply::when([&call] { return call.session->remove(call.taskId()); }, emptyAnswer);
}

Reply TaskController::appendOutput(const Call &call)
{
    Query query(call.head.query);
    const auto offset = query.integer(u"offset"_s, 0, anyInteger);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    const auto begin = [&call, offset] {
        return call.session->appendOutput(call.taskId(), call.body, offset, call.key);
    };
    return Reply::when(begin, [](qint64 bytes) { return jsonAnswer(wire::sizeJson(bytes)); });
}

Reply TaskController::output(const Call &call)
{
    Query query(call.head.query);
    const auto offset = query.integer(u"offset"_s, -anyInteger, anyInteger);
    const auto limit = query.integer(u"limit"_s, 0, limits::outputPostBytes);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    const auto begin = [&call, offset, limit] {
        return call.session->output(call.taskId(), offset.value_or(0),
                                    limit.value_or(limits::outputChunkBytes));
    };
    return Reply::when(begin, outputAnswer);
}

Reply TaskController::earlierRuns(const Call &call)
{
    Query query(call.head.query);
    const auto limit = query.integer(u"limit"_s, 0, limits::earlierRuns);
    if (const Result<void> fine = query.finish(); !fine)
        return fine.error();
    const int atMost = static_cast<int>(limit.value_or(limits::earlierRuns));
    return Reply::when([&call, atMost] { return call.session->earlierRuns(call.taskId(), atMost); },
                       rowsAnswer);
}

Reply TaskController::course(const Call &call)
{
    return Reply::when([&call] { return call.session->course(call.taskId()); },
                       [](const TaskCourse &course) { return jsonAnswer(wire::toJson(course)); });
}

} // namespace headway
