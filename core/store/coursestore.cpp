#include "core/store/coursestore.h"

#include "core/store/taskrow.h"

#include <algorithm>
#include <limits>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookedAt = 1000; // ended tasks of a name, for the runs before one

template <typename T>
QVariant orNull(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

template <typename T>
std::optional<T> optionalOf(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional<T>(value.value<T>());
}

StateChange stateFrom(const QSqlQuery &query)
{
    return {taskStatusFromWord(query.value(0).toString()).value_or(TaskStatus::Lost),
            query.value(1).toBool(),
            QDateTime::fromMSecsSinceEpoch(query.value(2).toLongLong(), Qt::UTC)};
}

CourseSample sampleFrom(const QSqlQuery &query)
{
    return {std::chrono::milliseconds(query.value(0).toLongLong()),
            optionalOf<double>(query.value(1)),
            optionalOf<double>(query.value(2)),
            query.value(3).toLongLong(),
            {optionalOf<double>(query.value(4)), optionalOf<qint64>(query.value(5))}};
}

bool hasRun(const Task &task)
{
    return !task.startedAt.isNull() && !task.completedAt.isNull();
}

/// The latest end of a run before @p task.
qint64 lastEndBefore(const Task &task)
{
    return task.completedAt.isNull() ? std::numeric_limits<qint64>::max()
                                     : task.completedAt.toMSecsSinceEpoch();
}

Result<void> onlyDone(const Result<QSqlQuery *> &done)
{
    return done ? Result<void>() : done.error();
}

template <typename T>
Result<QList<T>> rowsOf(Statement &select, AccountId owner, TaskId id, T (*read)(const QSqlQuery &))
{
    const Result<QSqlQuery *> query = select.run({id.toBytes(), owner.rowId()});
    if (!query)
        return query.error();
    QList<T> rows;
    while ((*query)->next())
        rows.append(read(**query));
    const Result<void> all = select.checkEnd();
    return all ? Result<QList<T>>(std::move(rows)) : all.error();
}

} // namespace

CourseStore::CourseStore(Database &database)
    : m_insertState(database,
                    u"INSERT INTO task_states (task, number, status, stalled, began_at) VALUES "
                    "(?, (SELECT coalesce(max(number), 0) + 1 FROM task_states WHERE task = ?), "
                    "?, ?, ?)"_s)
    , m_dropStates(database,
                   u"DELETE FROM task_states WHERE task = ? AND number > 1 AND number <= "
                   "(SELECT max(number) FROM task_states WHERE task = ?) - ?"_s)
    , m_insertSample(database,
                     u"INSERT OR REPLACE INTO task_samples (task, elapsed, fraction, current, "
                     "output_bytes, cpu_percent, memory_bytes) VALUES (?, ?, ?, ?, ?, ?, ?)"_s)
    , m_thinOut(database,
                u"DELETE FROM task_samples WHERE task = ? AND elapsed IN (SELECT elapsed FROM "
                "(SELECT elapsed, row_number() OVER (ORDER BY elapsed DESC) AS place "
                "FROM task_samples WHERE task = ?) WHERE place % 2 = 0)"_s)
    , m_extent(database, u"SELECT count(*), max(elapsed) FROM task_samples WHERE task = ?"_s)
    , m_states(database,
               u"SELECT s.status, s.stalled, s.began_at FROM tasks t JOIN task_states s "
               "ON s.task = t.seq WHERE t.id = ? AND t.owner_id = ? ORDER BY s.number"_s)
    , m_samples(database,
                u"SELECT s.elapsed, s.fraction, s.current, s.output_bytes, s.cpu_percent, "
                "s.memory_bytes FROM tasks t JOIN task_samples s ON s.task = t.seq "
                "WHERE t.id = ? AND t.owner_id = ? ORDER BY s.elapsed"_s)
    , m_attempt(database, selectTasks(u"WHERE t.id = ? AND t.owner_id = ?"_s))
    , m_sameName(database, selectOfSameName())
{
}

/// In the order of an index, so that the first ones are found without the others: each + and each
/// likely() keeps the database from another index, where it would read all that ended or all that
/// are older. How many of the name are looked at is bounded, whatever their kinds are.
QString CourseStore::selectOfSameName()
{
    return selectTasks(u"WHERE t.owner_id = ? AND t.name_key = ? AND likely(t.completed_at <= ?) "
                       "AND likely(t.completed_at >= coalesce((SELECT e.completed_at FROM tasks e "
                       "WHERE e.owner_id = ? AND e.name_key = ? AND e.completed_at <= ? "
                       "AND e.completed_at IS NOT NULL "
                       "ORDER BY e.completed_at DESC, e.seq DESC LIMIT 1 OFFSET %1), 0)) "
                       "AND t.completed_at IS NOT NULL AND t.started_at IS NOT NULL "
                       "AND t.name = ? AND +t.kind = ? AND +t.seq < ? "
                       "ORDER BY t.completed_at DESC, t.seq DESC LIMIT ?"_s.arg(lookedAt - 1));
}

Result<void> CourseStore::insert(quint32 task, const StateChange &state)
{
    const Result<void> done = onlyDone(m_insertState.run(
        {task, task, wordOf(state.status), state.stalled ? 1 : 0, state.from.toMSecsSinceEpoch()}));
    return done ? onlyDone(m_dropStates.run({task, task, statesKept})) : done;
}

Result<void> CourseStore::insert(quint32 task, const CourseSample &sample)
{
    return onlyDone(
        m_insertSample.run({task, static_cast<qint64>(sample.elapsed.count()),
                            orNull(sample.fraction), orNull(sample.current), sample.outputBytes,
                            orNull(sample.usage.cpuPercent), orNull(sample.usage.memoryBytes)}));
}

Result<void> CourseStore::thinOut(quint32 task)
{
    return onlyDone(m_thinOut.run({task, task}));
}

Result<CourseStore::Extent> CourseStore::extent(quint32 task)
{
    const Result<QSqlQuery *> query = m_extent.run({task});
    if (!query)
        return query.error();
    Extent extent;
    if ((*query)->next()) {
        extent = {(*query)->value(0).toInt(),
                  std::chrono::milliseconds((*query)->value(1).toLongLong())};
    }
    m_extent.finish();
    return extent;
}

Result<QList<StateChange>> CourseStore::states(AccountId owner, TaskId id)
{
    return rowsOf<StateChange>(m_states, owner, id, stateFrom);
}

Result<QList<CourseSample>> CourseStore::samples(AccountId owner, TaskId id)
{
    return rowsOf<CourseSample>(m_samples, owner, id, sampleFrom);
}

/// The newest first, without those that never ran; one that is forgotten ends them.
Result<QList<Task>> CourseStore::attemptsBefore(AccountId owner, const Task &task, int atMost)
{
    QList<Task> attempts;
    TaskId next = task.retryOf;
    for (int left = 2 * atMost; left > 0 && !next.isNull() && attempts.size() < atMost; --left) {
        const Result<QSqlQuery *> query = m_attempt.run({next.toBytes(), owner.rowId()});
        if (!query)
            return query.error();
        next = {};
        if ((*query)->next()) {
            const Task attempt = taskFromQuery(**query);
            if (hasRun(attempt))
                attempts.append(attempt);
            next = attempt.retryOf;
        }
        m_attempt.finish();
    }
    return attempts;
}

Result<QList<Task>> CourseStore::earlierRuns(AccountId owner, const Task &task, int atMost)
{
    Result<QList<Task>> runs = attemptsBefore(owner, task, atMost);
    if (!runs)
        return runs;
    const auto isKnown = [&runs](const Task &run) {
        return std::any_of(runs->cbegin(), runs->cend(),
                           [&run](const Task &known) { return known.id == run.id; });
    };
    const QString key = task.name.toCaseFolded();
    const qint64 until = lastEndBefore(task);
    const Result<QSqlQuery *> query =
        m_sameName.run({owner.rowId(), key, until, owner.rowId(), key, until, task.name, task.kind,
                        task.row, atMost + static_cast<int>(runs->size())});
    if (!query)
        return query.error();
    while ((*query)->next() && runs->size() < atMost) {
        const Task run = taskFromQuery(**query);
        if (!isKnown(run))
            runs->append(run);
    }
    const Result<void> all = m_sameName.checkEnd();
    m_sameName.finish();
    return all ? std::move(runs) : all.error();
}

} // namespace headway
