#include "tests/support/faketasksession.h"

#include "core/base/future.h"

#include <algorithm>

namespace headway {

namespace {

QString keyOf(const Task &task, TaskKey key)
{
    switch (key) {
    case TaskKey::Name:
        return task.name.toCaseFolded();
    case TaskKey::Kind:
        return task.kind;
    default:
        return QString::number(task.completedAt.toMSecsSinceEpoch());
    }
}

/// The largest first.
QList<TaskGroup> groupsOf(const QMap<std::pair<QString, QString>, qint64> &counts)
{
    QList<TaskGroup> groups;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        groups.append({count.key().first, count.key().second, *count});
    std::stable_sort(groups.begin(), groups.end(),
                     [](const TaskGroup &a, const TaskGroup &b) { return a.count > b.count; });
    return groups;
}

} // namespace

FakeTaskSession::FakeTaskSession(const QString &email)
    : m_email(email)
{
}

FakeTaskSession::~FakeTaskSession() = default;

void FakeTaskSession::put(const QList<Task> &tasks)
{
    begin(tasks);
    TaskChanges changes;
    for (const Task &task : tasks)
        changes.changed += m_tasks.value(task.id);
    Q_EMIT changed(changes);
}

void FakeTaskSession::begin(const QList<Task> &tasks)
{
    for (Task task : tasks) {
        task.ownerEmail = m_email;
        task.row = m_tasks.contains(task.id) ? m_tasks.value(task.id).row : ++m_row;
        task.revision = ++m_revision;
        m_tasks.insert(task.id, task);
    }
}

void FakeTaskSession::drop(const QList<TaskId> &ids)
{
    TaskChanges changes;
    for (const TaskId id : ids) {
        m_tasks.remove(id);
        changes.deleted.append({id, ++m_revision});
    }
    Q_EMIT changed(changes);
}

void FakeTaskSession::write(TaskId id, const QByteArray &bytes)
{
    m_output[id] += bytes;
    Q_EMIT outputGrew(id, m_output.value(id).size());
}

void FakeTaskSession::end()
{
    m_error = Error{ErrorCode::NotSignedIn, {}};
    Q_EMIT ended();
}

void FakeTaskSession::answer()
{
    m_holds = false;
    for (const auto &give : std::exchange(m_waiting, {}))
        give();
}

void FakeTaskSession::answerOne()
{
    m_waiting.takeFirst()();
}

template <typename T>
QFuture<Result<T>> FakeTaskSession::reply(Result<T> result)
{
    if (m_error)
        result = *m_error;
    if (!m_holds)
        return readyFuture(std::move(result));
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_waiting.append([promise, result = std::move(result)] {
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<Task>> FakeTaskSession::change(TaskId id, const Change &change)
{
    if (m_error)
        return reply<Task>(*m_error);
    if (!m_tasks.contains(id))
        return reply<Task>(Error{ErrorCode::NotFound, {}});
    Task task = m_tasks.value(id);
    if (const Result<void> done = change(task); !done)
        return reply<Task>(done.error());
    put(task);
    return reply<Task>(m_tasks.value(id));
}

Task FakeTaskSession::stored(TaskId id) const
{
    return m_tasks.value(id);
}

QFuture<Result<Task>> FakeTaskSession::create(const NewTask &wanted, const RequestKey &)
{
    Task task;
    task.id = TaskId::make();
    task.name = wanted.name;
    task.kind = wanted.kind;
    task.status = wanted.status;
    task.createdAt = now();
    put(task);
    return reply<Task>(m_tasks.value(task.id));
}

QFuture<Result<Task>> FakeTaskSession::update(TaskId id, const TaskUpdate &update,
                                              const RequestKey &)
{
    return change(id, [&](Task &task) { return apply(update, task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::complete(TaskId id, const Completion &completion,
                                                const RequestKey &)
{
    return change(id, [&](Task &task) { return applyCompletion(completion, task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::fail(TaskId id, const Failure &failure, const RequestKey &)
{
    return change(id, [&](Task &task) { return applyFailure(failure, task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::cancel(TaskId id, CancelScope scope, const RequestKey &)
{
    m_cancelled += id;
    return change(id, [&](Task &task) { return applyCancel(scope, task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::pause(TaskId id, const RequestKey &)
{
    return change(id, [&](Task &task) { return applyPause(task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::pin(TaskId id, Pin pin, const RequestKey &)
{
    return change(id, [&](Task &task) {
        task.isPinned = pin == Pin::Set;
        return Result<void>();
    });
}

QFuture<Result<Task>> FakeTaskSession::resume(TaskId id, const RequestKey &)
{
    return change(id, [&](Task &task) { return applyResume(task, now()); });
}

QFuture<Result<Task>> FakeTaskSession::retry(TaskId id, const RequestKey &key)
{
    const Result<NewTask> wanted = nextAttempt(m_tasks.value(id));
    return wanted ? create(*wanted, key) : reply<Task>(wanted.error());
}

QFuture<Result<Task>> FakeTaskSession::heartbeat(TaskId id)
{
    return task(id);
}

QFuture<Result<void>> FakeTaskSession::remove(TaskId id)
{
    m_removed += id;
    if (!m_error)
        drop({id});
    return reply<void>({});
}

QFuture<Result<Task>> FakeTaskSession::task(TaskId id)
{
    if (!m_tasks.contains(id))
        return reply<Task>(Error{ErrorCode::NotFound, {}});
    return reply<Task>(m_tasks.value(id));
}

QFuture<Result<Task>> FakeTaskSession::waitForChange(TaskId id, quint64, std::chrono::milliseconds)
{
    return task(id);
}

QList<Task> FakeTaskSession::newestFirst() const
{
    QList<Task> tasks = m_tasks.values();
    std::sort(tasks.begin(), tasks.end(), [](const Task &a, const Task &b) {
        return std::tie(b.createdAt, b.id) < std::tie(a.createdAt, a.id);
    });
    return tasks;
}

/// The cursor is the count of tasks before the page.
QFuture<Result<TaskPage>> FakeTaskSession::list(const TaskFilter &filter)
{
    m_listed += filter;
    QList<Task> tasks = newestFirst();
    tasks.removeIf([&filter](const Task &task) { return !matches(filter, task); });
    const qint64 first = filter.before.value_or(0);
    TaskPage page;
    page.tasks = tasks.mid(first, filter.limit);
    page.revision = m_revision;
    if (first + page.tasks.size() < tasks.size())
        page.nextCursor = first + page.tasks.size();
    return reply<TaskPage>(page);
}

QList<Task> FakeTaskSession::history(const TaskFilter &filter, const TaskSort &sort) const
{
    QList<Task> tasks = m_tasks.values();
    const quint64 known = m_indexRevision.value_or(m_revision);
    tasks.removeIf([&](const Task &task) {
        return task.revision > known || !isEnded(task.status) || !matches(filter, task);
    });
    std::sort(tasks.begin(), tasks.end(), [&sort](const Task &a, const Task &b) {
        const QString first = keyOf(a, sort.key);
        const QString second = keyOf(b, sort.key);
        if (first != second)
            return (first < second) != sort.descending;
        return a.row > b.row;
    });
    return tasks;
}

QFuture<Result<TaskIndex>> FakeTaskSession::index(const TaskFilter &filter, const TaskSort &sort,
                                                  const std::stop_token &stop)
{
    m_indexed += sort;
    m_stops += stop;
    TaskIndex index;
    index.revision = m_indexRevision.value_or(m_revision);
    for (const Task &task : std::as_const(m_tasks)) {
        if (task.revision <= index.revision)
            ++index.counts[task.status];
    }
    for (const Task &task : history(filter, sort))
        index.rows.append(task.row);
    return reply<TaskIndex>(index);
}

QFuture<Result<QList<Task>>> FakeTaskSession::first(const TaskFilter &filter, const TaskSort &sort,
                                                    int count, const std::stop_token &)
{
    if (!m_givesFirst)
        return readyFuture(Result<QList<Task>>(QList<Task>()));
    const QList<Task> tasks = history(filter, sort);
    return reply<QList<Task>>(tasks.size() < count ? QList<Task>() : tasks.first(count));
}

QList<bool> FakeTaskSession::stopped() const
{
    QList<bool> stopped;
    for (const std::stop_token &stop : m_stops)
        stopped += stop.stop_requested();
    return stopped;
}

QFuture<Result<QList<Task>>> FakeTaskSession::tasksAt(const QList<quint32> &rows)
{
    m_fetched += rows;
    QHash<quint32, Task> byRow;
    for (const Task &task : std::as_const(m_tasks))
        byRow.insert(task.row, task);
    QList<Task> tasks;
    for (const quint32 row : rows) {
        if (byRow.contains(row))
            tasks.append(byRow.value(row));
    }
    return reply<QList<Task>>(tasks);
}

QFuture<Result<TaskGroups>> FakeTaskSession::groups(const QDateTime &since)
{
    ++m_grouped;
    TaskGroups groups;
    QMap<std::pair<QString, QString>, qint64> kinds;
    QMap<std::pair<QString, QString>, qint64> hosts;
    QMap<std::pair<QString, QString>, qint64> labels;
    for (const Task &task : std::as_const(m_tasks)) {
        ++groups.statuses[task.status];
        if (task.completedAt.isValid() && task.completedAt >= since)
            ++groups.recent[task.status];
        if (!task.kind.isEmpty())
            ++kinds[{QString(), task.kind}];
        if (!task.host.isEmpty())
            ++hosts[{QString(), task.host}];
        for (auto label = task.labels.begin(); label != task.labels.end(); ++label)
            ++labels[{label.key(), label.value()}];
    }
    groups.kinds = groupsOf(kinds);
    groups.hosts = groupsOf(hosts);
    groups.labels = groupsOf(labels);
    return reply<TaskGroups>(groups);
}

QFuture<Result<TaskSpans>> FakeTaskSession::spans(const Period &period)
{
    m_spanned += period;
    QList<Task> tasks = m_tasks.values();
    tasks.removeIf([&period](const Task &task) {
        return task.startedAt.isNull() || task.startedAt >= period.to
            || (!task.completedAt.isNull() && task.completedAt < period.from);
    });
    std::sort(tasks.begin(), tasks.end(), [](const Task &a, const Task &b) {
        return std::tuple(a.completedAt.isValid(), b.completedAt, b.row)
            < std::tuple(b.completedAt.isValid(), a.completedAt, a.row);
    });
    TaskSpans answer;
    answer.isCut = tasks.size() > m_spansAtMost;
    for (const Task &task : tasks.first(qMin(tasks.size(), m_spansAtMost)))
        answer.spans.append(spanOf(task));
    return reply<TaskSpans>(answer);
}

void FakeTaskSession::setStatistics(const TaskStatistics &statistics, const QList<TaskRun> &runs)
{
    m_statistics = statistics;
    m_runs = runs;
}

QFuture<Result<TaskStatistics>> FakeTaskSession::statistics(const Period &period)
{
    m_counted += period;
    return reply<TaskStatistics>(m_statistics);
}

QFuture<Result<QList<TaskRun>>> FakeTaskSession::runs(const QString &name, const Period &)
{
    m_ran += name;
    return reply<QList<TaskRun>>(m_runs);
}

QFuture<Result<qint64>> FakeTaskSession::appendOutput(TaskId id, const QByteArray &bytes,
                                                      std::optional<qint64>, const RequestKey &)
{
    write(id, bytes);
    return reply<qint64>(m_output.value(id).size());
}

QFuture<Result<TaskOutput>> FakeTaskSession::output(TaskId id, qint64 offset, qint64 limit)
{
    const QByteArray all = m_output.value(id);
    const qint64 first = offset < 0 ? qMax<qint64>(0, all.size() + offset) : offset;
    const QByteArray bytes = all.mid(first, qMin(limit, limits::outputPostBytes));
    m_outputRead += bytes.size();
    return reply<TaskOutput>(TaskOutput{bytes, first, all.size()});
}

QFuture<Result<TaskCourse>> FakeTaskSession::course(TaskId id)
{
    m_coursesAsked.append(id);
    if (!m_tasks.contains(id))
        return reply<TaskCourse>(Error{ErrorCode::NotFound, {}});
    return reply<TaskCourse>(TaskCourse{statesOf(m_tasks.value(id), {}), m_samples.value(id)});
}

QFuture<Result<QList<Task>>> FakeTaskSession::earlierRuns(TaskId id, int atMost)
{
    const Task task = m_tasks.value(id);
    QList<Task> runs;
    for (const Task &other : newestFirst()) {
        const bool isEarlier = other.row < task.row && isEnded(other.status);
        if (isEarlier && other.name == task.name && other.kind == task.kind && runs.size() < atMost)
            runs.append(other);
    }
    return reply<QList<Task>>(runs);
}

} // namespace headway
