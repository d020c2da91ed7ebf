#include "core/store/coursestore.h"

#include "core/store/taskrow.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

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
    // In the order of an index, so that the first ones are found without the others.
    , m_sameName(database,
                 selectTasks(u"WHERE t.owner_id = ? AND t.name_key = ? AND t.name = ? "
                             "AND t.kind = ? AND t.seq < ? AND t.started_at IS NOT NULL "
                             "AND t.completed_at IS NOT NULL "
                             "ORDER BY t.completed_at DESC, t.seq DESC LIMIT ?"_s))
{
}

Result<void> CourseStore::insert(quint32 task, const StateChange &state)
{
    return onlyDone(m_insertState.run(
        {task, task, wordOf(state.status), state.stalled ? 1 : 0, state.from.toMSecsSinceEpoch()}));
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

/// The newest first; one that is forgotten ends them.
Result<QList<Task>> CourseStore::attemptsBefore(AccountId owner, const Task &task, int atMost)
{
    QList<Task> attempts;
    TaskId next = task.retryOf;
    while (!next.isNull() && attempts.size() < atMost) {
        const Result<QSqlQuery *> query = m_attempt.run({next.toBytes(), owner.rowId()});
        if (!query)
            return query.error();
        next = {};
        if ((*query)->next()) {
            attempts.append(taskFromQuery(**query));
            next = attempts.constLast().retryOf;
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
    const Result<QSqlQuery *> query =
        m_sameName.run({owner.rowId(), task.name.toCaseFolded(), task.name, task.kind, task.row,
                        atMost + static_cast<int>(runs->size())});
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
