#include "core/service/localtasksession.h"

#include "core/base/future.h"
#include "core/model/limits.h"
#include "core/service/authservice.h"
#include "core/service/changewait.h"
#include "core/service/taskengine.h"
#include "core/service/taskindexer.h"
#include "core/service/taskoutputs.h"

#include <QMetaMethod>

namespace headway {

using namespace Qt::StringLiterals;

LocalTaskSession::LocalTaskSession(const Service &service, const Principal &principal)
    : m_service(service)
    , m_principal(principal)
    , m_tasks(service.board, service.reader, principal.account())
    , m_outputs(service.outputs, service.engine, m_tasks, m_principal)
{
}

LocalTaskSession::~LocalTaskSession() = default;

void LocalTaskSession::end()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_service.engine.disconnect(this);
    m_service.outputs.disconnect(this);
    Q_EMIT ended();
}

QString LocalTaskSession::email() const
{
    return m_principal.email();
}

std::optional<Error> LocalTaskSession::refusal(Need need) const
{
    if (m_hasEnded || !m_service.auth.isAlive(m_principal))
        return Error{ErrorCode::NotSignedIn, u"This session has ended; sign in again."_s};
    if (need == Need::Write && !m_principal.mayWrite())
        return Error{ErrorCode::AccessDenied, u"This token may only read."_s};
    return std::nullopt;
}

QFuture<Result<Task>> LocalTaskSession::create(const NewTask &task, const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.create(m_principal, task, key);
}

QFuture<Result<Task>> LocalTaskSession::change(TaskId id, WriteGroup::Change change,
                                               const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.change(m_principal, id, std::move(change), key);
}

QFuture<Result<Task>> LocalTaskSession::report(TaskId id, WriteGroup::Change change,
                                               const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.report(m_principal, id, std::move(change), key);
}

QFuture<Result<Task>> LocalTaskSession::update(TaskId id, const TaskUpdate &update,
                                               const RequestKey &key)
{
    return report(
        id, [update](Task &task, const QDateTime &now) { return apply(update, task, now); }, key);
}

QFuture<Result<Task>> LocalTaskSession::complete(TaskId id, const Completion &completion,
                                                 const RequestKey &key)
{
    return report(
        id,
        [completion](Task &task, const QDateTime &now) {
            return applyCompletion(completion, task, now);
        },
        key);
}

QFuture<Result<Task>> LocalTaskSession::fail(TaskId id, const Failure &failure,
                                             const RequestKey &key)
{
    return report(
        id,
        [failure](Task &task, const QDateTime &now) { return applyFailure(failure, task, now); },
        key);
}

QFuture<Result<Task>> LocalTaskSession::cancel(TaskId id, CancelScope scope, const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.change(
        m_principal, id,
        [scope](Task &task, const QDateTime &now) { return applyCancel(scope, task, now); }, key,
        TaskEngine::Room::Made);
}

QFuture<Result<Task>> LocalTaskSession::pause(TaskId id, const RequestKey &key)
{
    return change(id, applyPause, key);
}

QFuture<Result<Task>> LocalTaskSession::resume(TaskId id, const RequestKey &key)
{
    return change(id, applyResume, key);
}

QFuture<Result<Task>> LocalTaskSession::pin(TaskId id, Pin pin, const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.submit<Task>(
        [=, by = m_principal](WriteGroup &group) { return group.pin(by, id, pin, key); });
}

QFuture<Result<Task>> LocalTaskSession::retry(TaskId id, const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    return m_service.engine.retry(m_principal, id, key);
}

QFuture<Result<Task>> LocalTaskSession::heartbeat(TaskId id)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<Task>>(*refused);
    const Result<TaskPtr> found = m_tasks.onBoard(id);
    if (!found)
        return readyFuture<Result<Task>>(found.error());
    const TaskPtr &task = *found;
    if (task && !isEnded(task->status) && !task->stalled && m_service.engine.renewLease(id))
        return readyFuture<Result<Task>>(*task);
    return m_service.engine.heartbeat(m_principal, id);
}

QFuture<Result<void>> LocalTaskSession::remove(TaskId id)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<void>>(*refused);
    TaskOutputs &outputs = m_service.outputs;
    return m_service.engine.submit<void>(
        [id, by = m_principal, &outputs](WriteGroup &group) {
            Result<void> removed = group.remove(by, id);
            if (removed)
                group.afterCommit([id, &outputs] { outputs.remove({id}); });
            return removed;
        },
        TaskEngine::Room::Made);
}

QFuture<Result<Task>> LocalTaskSession::task(TaskId id)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<Task>>(*refused);
    return m_tasks.look<Task>(id, [](const Task &task) { return task; });
}

QFuture<Result<Task>> LocalTaskSession::waitForChange(TaskId id, quint64 known,
                                                      std::chrono::milliseconds atMost)
{
    auto *wait = new ChangeWait([this, id] { return task(id); }, this);
    connect(&m_service.engine, &TaskEngine::committed, wait,
            [this, id, wait](AccountId owner, const TaskChanges &changes) {
                const auto isIt = [id](const Task &task) { return task.id == id; };
                if (owner == m_principal.account()
                    && (changes.deletedIds().contains(id)
                        || std::any_of(changes.changed.begin(), changes.changed.end(), isIt)))
                    wait->answerNow();
            });
    connect(&m_service.auth, &AuthService::accountEnded, wait, [this, wait](AccountId account) {
        if (account == m_principal.account() && refusal(Need::Read))
            wait->answerNow();
    });
    return wait->begin(known, atMost);
}

QFuture<Result<TaskPage>> LocalTaskSession::list(const TaskFilter &filter)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskPage>>(*refused);
    TaskFilter bounded = filter;
    bounded.limit = qBound(1, filter.limit, limits::pageSizeMax);
    return m_service.reader.read([bounded, owner = m_principal.account()](TaskStore &store) {
        return store.list(owner, bounded);
    });
}

const std::shared_ptr<TaskIndexer> &LocalTaskSession::taskIndexer()
{
    if (!m_index)
        m_index = std::make_shared<TaskIndexer>(m_principal.account(), m_service.directory);
    return m_index;
}

QFuture<Result<TaskIndex>> LocalTaskSession::index(const TaskFilter &filter, const TaskSort &sort,
                                                   const std::stop_token &stop)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskIndex>>(*refused);
    QFuture<Result<TaskIndex>> answer = m_service.indexer.readEnded(
        [index = taskIndexer(), filter, sort, stop](TaskStore &tasks, EndedTaskStore &ended) {
            return index->index(tasks, ended, filter, sort, stop);
        });
    if (m_isSubscribed && !std::exchange(m_preparesSearch, true))
        prepareSearch();
    return answer;
}

QFuture<Result<QList<Task>>> LocalTaskSession::first(const TaskFilter &filter, const TaskSort &sort,
                                                     int count, const std::stop_token &stop)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<QList<Task>>>(*refused);
    return m_service.indexer.readEnded([index = taskIndexer(), filter, sort,
                                        count = qBound(1, count, limits::pageSizeMax),
                                        stop](TaskStore &tasks, EndedTaskStore &ended) {
        return index->first(tasks, ended, filter, sort, count, stop);
    });
}

/// For a session that stays: piece by piece, with whatever is asked for between two of them.
void LocalTaskSession::prepareSearch()
{
    const auto prepared =
        m_service.indexer.readEnded([index = m_index](TaskStore &, EndedTaskStore &ended) {
            return index->prepareSearch(ended);
        });
    whenDone(prepared, this, [this](const Result<bool> &hasMore) {
        if (hasMore && *hasMore && !m_hasEnded)
            prepareSearch();
    });
}

QFuture<Result<QList<Task>>> LocalTaskSession::tasksAt(const QList<quint32> &rows)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<QList<Task>>>(*refused);
    if (rows.size() > limits::pageSizeMax) {
        return readyFuture<Result<QList<Task>>>(
            Error{ErrorCode::InvalidArgument, u"That are too many rows at once."_s});
    }
    return m_service.reader.read(
        [rows, owner = m_principal.account()](TaskStore &store) { return store.at(owner, rows); });
}

QFuture<Result<TaskGroups>> LocalTaskSession::groups(const QDateTime &since)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskGroups>>(*refused);
    return m_service.reader.readGroups([since, owner = m_principal.account()](GroupStore &store) {
        return store.groups(owner, since);
    });
}

// What may take a while waits on the indexer's thread, so that no lookup waits for it.

QFuture<Result<TaskSpans>> LocalTaskSession::spans(const Period &period)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskSpans>>(*refused);
    return m_service.indexer.readSpans([period, owner = m_principal.account()](SpanStore &store) {
        return store.spans(owner, period);
    });
}

QFuture<Result<TaskStatistics>> LocalTaskSession::statistics(const Period &period)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskStatistics>>(*refused);
    if (period.from.addDays(limits::statisticsDays) < period.to) {
        return readyFuture<Result<TaskStatistics>>(
            Error{ErrorCode::InvalidArgument,
                  u"That is more than %1 days at once."_s.arg(limits::statisticsDays)});
    }
    return m_service.indexer.readStatistics(
        [period, owner = m_principal.account()](StatisticsStore &store) {
            return store.statistics(owner, period);
        });
}

QFuture<Result<QList<TaskRun>>> LocalTaskSession::runs(const QString &name, const Period &period)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<QList<TaskRun>>>(*refused);
    return m_service.indexer.readStatistics(
        [name, period, owner = m_principal.account()](StatisticsStore &store) {
            return store.runs(owner, name, period);
        });
}

QFuture<Result<qint64>> LocalTaskSession::appendOutput(TaskId id, const QByteArray &bytes,
                                                       std::optional<qint64> offset,
                                                       const RequestKey &key)
{
    if (const auto refused = refusal(Need::Write))
        return readyFuture<Result<qint64>>(*refused);
    return m_outputs.append(id, bytes, offset, key);
}

QFuture<Result<TaskOutput>> LocalTaskSession::output(TaskId id, qint64 offset, qint64 limit)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskOutput>>(*refused);
    return m_outputs.read(id, offset, limit);
}

QFuture<Result<TaskCourse>> LocalTaskSession::course(TaskId id)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<TaskCourse>>(*refused);
    return m_service.reader.readCourse(
        [id, owner = m_principal.account()](TaskStore &tasks,
                                            CourseStore &courses) -> Result<TaskCourse> {
            const Result<Task> task = findOwned(tasks, owner, id);
            if (!task)
                return task.error();
            const Result<QList<StateChange>> noted = courses.states(owner, id);
            const Result<QList<CourseSample>> samples = courses.samples(owner, id);
            if (!noted || !samples)
                return noted ? samples.error() : noted.error();
            return TaskCourse{statesOf(*task, *noted), *samples};
        });
}

QFuture<Result<QList<Task>>> LocalTaskSession::earlierRuns(TaskId id, int atMost)
{
    if (const auto refused = refusal(Need::Read))
        return readyFuture<Result<QList<Task>>>(*refused);
    return m_service.reader.readCourse(
        [id, owner = m_principal.account(), limit = qBound(0, atMost, limits::earlierRuns)](
            TaskStore &tasks, CourseStore &courses) -> Result<QList<Task>> {
            const Result<Task> task = findOwned(tasks, owner, id);
            return task ? courses.earlierRuns(owner, *task, limit) : task.error();
        });
}

void LocalTaskSession::connectNotify(const QMetaMethod &signal)
{
    // Most sessions live for one request and listen to nothing.
    if (m_isSubscribed || m_hasEnded
        || (signal != QMetaMethod::fromSignal(&TaskSession::changed)
            && signal != QMetaMethod::fromSignal(&TaskSession::outputGrew)
            && signal != QMetaMethod::fromSignal(&TaskSession::ended)))
        return;
    m_isSubscribed = true;
    connect(&m_service.engine, &TaskEngine::committed, this,
            [this](AccountId owner, const TaskChanges &changes) {
                if (owner == m_principal.account())
                    Q_EMIT changed(changes);
            });
    connect(&m_service.outputs, &TaskOutputs::grew, this,
            [this](AccountId owner, TaskId id, qint64 size) {
                if (owner == m_principal.account())
                    Q_EMIT outputGrew(id, size);
            });
    connect(&m_service.auth, &AuthService::accountEnded, this, [this](AccountId account) {
        const bool stays = m_principal.ownsDataDirectory()
            || (!m_principal.credential().isNull() && m_service.auth.isAlive(m_principal));
        if (account == m_principal.account() && !stays)
            end();
    });
}

} // namespace headway
