#include "core/client/remotetasksession.h"

#include "core/base/future.h"
#include "core/client/answers.h"
#include "core/client/changestream.h"
#include "core/client/growthpoll.h"
#include "core/client/queries.h"
#include "core/client/runslike.h"
#include "core/model/limits.h"
#include "core/wire/coursejson.h"
#include "core/wire/groupsjson.h"
#include "core/wire/requestjson.h"
#include "core/wire/spansjson.h"
#include "core/wire/statisticsjson.h"
#include "core/wire/taskjson.h"
#include "core/wire/time.h"

#include <QMetaMethod>
#include <QPointer>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Method = ApiRequest::Method;

constexpr auto tasksPath = "/api/v1/tasks";

QByteArray pathOf(TaskId id, const QByteArray &action = {})
{
    const QByteArray path = tasksPath + ('/' + id.toString().toLatin1());
    return action.isEmpty() ? path : path + '/' + action;
}

QFuture<Result<Task>> readTaskOf(const QFuture<Result<ApiAnswer>> &answer)
{
    return readAs<Task>(answer, &wire::readTask);
}

/// Later: whoever hears of it may end the session, which the answer is still on its way through.
void noteLater(GrowthPoll &growth, TaskId task, qint64 size)
{
    QMetaObject::invokeMethod(
        &growth, [&growth, task, size] { growth.note(task, size); }, Qt::QueuedConnection);
}

/// As a service answers that has none.
Result<ApiAnswer> noRuns()
{
    ApiAnswer answer;
    answer.body = R"({"runs":[]})";
    return answer;
}

Result<QList<Task>> tasksOf(const Result<TaskPage> &page)
{
    return page ? Result<QList<Task>>(page->tasks) : page.error();
}

} // namespace

RemoteTaskSession::RemoteTaskSession(std::unique_ptr<ApiClient> client, QString email)
    : m_client(std::move(client))
    , m_email(std::move(email))
{
}

RemoteTaskSession::~RemoteTaskSession() = default;

QFuture<Result<Task>> RemoteTaskSession::create(const NewTask &task, const RequestKey &key)
{
    return readTaskOf(send(
        {.method = Method::Post, .path = tasksPath, .body = wire::toJson(task), .key = key.key}));
}

QFuture<Result<Task>> RemoteTaskSession::update(TaskId id, const TaskUpdate &update,
                                                const RequestKey &key)
{
    return readTaskOf(send({.method = Method::Patch,
                            .path = pathOf(id),
                            .body = wire::toJson(update),
                            .key = key.key,
                            .needsKey = !update.sequence}));
}

QFuture<Result<Task>> RemoteTaskSession::complete(TaskId id, const Completion &completion,
                                                  const RequestKey &key)
{
    return post(id, "complete", wire::toJson(completion), key);
}

QFuture<Result<Task>> RemoteTaskSession::fail(TaskId id, const Failure &failure,
                                              const RequestKey &key)
{
    return post(id, "fail", wire::toJson(failure), key);
}

QFuture<Result<Task>> RemoteTaskSession::cancel(TaskId id, CancelScope scope, const RequestKey &key)
{
    if (scope == CancelScope::PendingToo)
        return post(id, "cancel", "{}", key);
    // The seed's route takes no pending task; it answers with a message in place of the task.
    const QByteArray path = "/api/cancel-task/" + id.toString().toLatin1();
    return send({.method = Method::Post, .path = path, .body = "{}", .key = key.key})
        .then([self = QPointer(this), id](const Result<ApiAnswer> &answer) {
            if (answer && self)
                return self->task(id);
            Error error = answer ? Error{ErrorCode::Unreachable, {}} : answer.error();
            if (error.code == ErrorCode::InvalidArgument)
                error.code = ErrorCode::NotProcessing;
            return QtFuture::makeReadyFuture(Result<Task>(error));
        })
        .unwrap();
}

QFuture<Result<Task>> RemoteTaskSession::pause(TaskId id, const RequestKey &key)
{
    return post(id, "pause", "{}", key);
}

QFuture<Result<Task>> RemoteTaskSession::pin(TaskId id, Pin pin, const RequestKey &key)
{
    return post(id, pin == Pin::Set ? "pin" : "unpin", "{}", key);
}

QFuture<Result<Task>> RemoteTaskSession::resume(TaskId id, const RequestKey &key)
{
    return post(id, "resume", "{}", key);
}

QFuture<Result<Task>> RemoteTaskSession::retry(TaskId id, const RequestKey &key)
{
    return post(id, "retry", "{}", key);
}

QFuture<Result<Task>> RemoteTaskSession::heartbeat(TaskId id)
{
    return post(id, "heartbeat", "{}", {});
}

QFuture<Result<void>> RemoteTaskSession::remove(TaskId id)
{
    return send({.method = Method::Delete, .path = pathOf(id)})
        .then([](const Result<ApiAnswer> &answer) {
            return answer ? Result<void>() : Result<void>(answer.error());
        });
}

QFuture<Result<Task>> RemoteTaskSession::task(TaskId id)
{
    return readTaskOf(send({.path = pathOf(id)}));
}

QFuture<Result<Task>> RemoteTaskSession::waitForChange(TaskId id, quint64 known,
                                                       std::chrono::milliseconds atMost)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(atMost);
    QUrlQuery query;
    addTo(query, u"wait"_s, QString::number(seconds.count()));
    addTo(query, u"revision"_s, QString::number(known));
    return readTaskOf(send({.path = pathOf(id), .query = query, .patience = seconds + 30s}));
}

QFuture<Result<TaskPage>> RemoteTaskSession::list(const TaskFilter &filter)
{
    return readAs<TaskPage>(send({.path = tasksPath, .query = queryOf(filter)}),
                            &wire::readTaskPage);
}

QFuture<Result<TaskIndex>> RemoteTaskSession::index(const TaskFilter &filter, const TaskSort &sort,
                                                    const std::stop_token &stop)
{
    TaskFilter whole = filter;
    whole.before.reset();
    QUrlQuery query = queryOf(whole);
    query.removeQueryItem(u"limit"_s);
    addTo(query, u"sort"_s, wordOf(sort));
    return send({.path = "/api/v1/task-index", .query = query, .stop = stop}).then(indexOf);
}

/// They come with the others: over HTTP nothing is known of an answer before it has ended.
QFuture<Result<QList<Task>>> RemoteTaskSession::first(const TaskFilter &, const TaskSort &, int,
                                                      const std::stop_token &)
{
    return readyFuture(Result<QList<Task>>(QList<Task>()));
}

QFuture<Result<QList<Task>>> RemoteTaskSession::tasksAt(const QList<quint32> &rows)
{
    if (rows.isEmpty())
        return QtFuture::makeReadyFuture(Result<QList<Task>>(QList<Task>()));
    QStringList numbers;
    for (const quint32 row : rows)
        numbers.append(QString::number(row));
    QUrlQuery query;
    addTo(query, u"rows"_s, numbers.join(u','));
    return readAs<TaskPage>(send({.path = tasksPath, .query = query}), &wire::readTaskPage)
        .then(tasksOf);
}

QFuture<Result<TaskGroups>> RemoteTaskSession::groups(const QDateTime &since)
{
    QUrlQuery query;
    addTo(query, u"since"_s, wire::toIsoTime(since));
    return readAs<TaskGroups>(send({.path = "/api/v1/task-groups", .query = query}),
                              &wire::readTaskGroups);
}

QFuture<Result<TaskSpans>> RemoteTaskSession::spans(const Period &period)
{
    return readAside<TaskSpans>(send({.path = "/api/v1/task-spans", .query = queryOf(period)}),
                                &wire::readTaskSpans);
}

QFuture<Result<TaskStatistics>> RemoteTaskSession::statistics(const Period &period)
{
    return readAside<TaskStatistics>(
        send({.path = "/api/v1/task-statistics", .query = queryOf(period)}),
        &wire::readTaskStatistics);
}

QFuture<Result<QList<TaskRun>>> RemoteTaskSession::runs(const QString &name, const Period &period)
{
    if (QUrl::toPercentEncoding(name).size() > longestValueBytes)
        return runsOfLong(name, period);
    QUrlQuery query = queryOf(period);
    addTo(query, u"name"_s, name);
    return readAside<QList<TaskRun>>(askRuns(query), &wire::readTaskRuns);
}

/// By the ID of a task that has it. Read aside at the end alone: what a thread of the pool gives
/// may not be what unwrap() goes on from.
QFuture<Result<QList<TaskRun>>> RemoteTaskSession::runsOfLong(const QString &name,
                                                              const Period &period)
{
    const auto ask = [self = QPointer(this), name, period](const Result<TaskPage> &page) {
        const Result<std::optional<TaskId>> id = taskCalled(name, page);
        if (!id || !*id || !self)
            return readyFuture(id ? noRuns() : Result<ApiAnswer>(id.error()));
        QUrlQuery query = queryOf(period);
        addTo(query, u"like"_s, (*id)->toString());
        return self->askRuns(query);
    };
    return readAside<QList<TaskRun>>(list(beginningLike(name, period)).then(ask).unwrap(),
                                     &wire::readTaskRuns);
}

QFuture<Result<ApiAnswer>> RemoteTaskSession::askRuns(const QUrlQuery &query)
{
    return send({.path = "/api/v1/task-runs", .query = query});
}

QFuture<Result<qint64>> RemoteTaskSession::appendOutput(TaskId id, const QByteArray &bytes,
                                                        std::optional<qint64> offset,
                                                        const RequestKey &key)
{
    QUrlQuery query;
    if (offset)
        addTo(query, u"offset"_s, QString::number(*offset));
    return readAs<qint64>(send({.method = Method::Post,
                                .path = pathOf(id, "log"),
                                .query = query,
                                .body = bytes,
                                .contentType = "text/plain",
                                .key = key.key,
                                .needsKey = !offset}),
                          &wire::readSize);
}

QFuture<Result<TaskOutput>> RemoteTaskSession::output(TaskId id, qint64 offset, qint64 limit)
{
    QUrlQuery query;
    addTo(query, u"offset"_s, QString::number(offset));
    addTo(query, u"limit"_s, QString::number(limit));
    if (m_growth)
        m_growth->watch(id);
    // Noted here and not by a wait of its own: a future is waited for once, and that is its
    // asker's.
    return send({.path = pathOf(id, "log"), .query = query})
        .then([id, growth = QPointer(m_growth.get())](const Result<ApiAnswer> &answer) {
            Result<TaskOutput> output = outputOf(answer);
            if (growth && output)
                noteLater(*growth, id, output->size);
            return output;
        });
}

QFuture<Result<TaskCourse>> RemoteTaskSession::course(TaskId id)
{
    return readAs<TaskCourse>(send({.path = pathOf(id, "course")}), &wire::readTaskCourse);
}

QFuture<Result<QList<Task>>> RemoteTaskSession::earlierRuns(TaskId id, int atMost)
{
    QUrlQuery query;
    addTo(query, u"limit"_s, QString::number(qBound(0, atMost, limits::earlierRuns)));
    return readAs<TaskPage>(send({.path = pathOf(id, "earlier"), .query = query}),
                            &wire::readTaskPage)
        .then(tasksOf);
}

void RemoteTaskSession::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_stream.reset();
    m_growth.reset();
    Q_EMIT ended();
}

void RemoteTaskSession::comeNow()
{
    if (m_stream)
        m_stream->comeNow();
}

void RemoteTaskSession::connectNotify(const QMetaMethod &signal)
{
    if (!m_hasEnded && !m_stream && signal == QMetaMethod::fromSignal(&TaskSession::changed)) {
        m_stream = std::make_unique<ChangeStream>(*m_client);
        connect(m_stream.get(), &ChangeStream::changed, this, &TaskSession::changed);
        connect(m_stream.get(), &ChangeStream::outdated, this, &TaskSession::outdated);
        connect(m_stream.get(), &ChangeStream::interrupted, this, &TaskSession::interrupted);
        connect(m_stream.get(), &ChangeStream::resumed, this, &TaskSession::resumed);
        connect(m_stream.get(), &ChangeStream::refused, this, &TaskSession::ended);
    }
    if (!m_hasEnded && !m_growth && signal == QMetaMethod::fromSignal(&TaskSession::outputGrew)) {
        m_growth = std::make_unique<GrowthPoll>(*this);
        connect(m_growth.get(), &GrowthPoll::grew, this, &TaskSession::outputGrew);
    }
}

void RemoteTaskSession::disconnectNotify(const QMetaMethod &)
{
    // Later: the connection may still be there, and its signal what led here.
    QMetaObject::invokeMethod(this, &RemoteTaskSession::closeIdleStream, Qt::QueuedConnection);
}

void RemoteTaskSession::closeIdleStream()
{
    if (!isSignalConnected(QMetaMethod::fromSignal(&TaskSession::changed)))
        m_stream.reset();
    if (!isSignalConnected(QMetaMethod::fromSignal(&TaskSession::outputGrew)))
        m_growth.reset();
}

QFuture<Result<ApiAnswer>> RemoteTaskSession::send(const ApiRequest &request)
{
    if (m_hasEnded) {
        return readyFuture(
            Result<ApiAnswer>(Error{ErrorCode::NotSignedIn, u"This session has ended."_s}));
    }
    return m_client->send(request).then([self = QPointer(this)](const Result<ApiAnswer> &answer) {
        if (self && !answer && answer.error().code == ErrorCode::NotSignedIn)
            Q_EMIT self->ended();
        return answer;
    });
}

QFuture<Result<Task>> RemoteTaskSession::post(TaskId id, const QByteArray &action,
                                              const QByteArray &body, const RequestKey &key)
{
    return readTaskOf(
        send({.method = Method::Post, .path = pathOf(id, action), .body = body, .key = key.key}));
}

} // namespace headway
