#include "core/store/taskstore.h"

#include "core/store/database.h"
#include "core/store/queryterms.h"
#include "core/store/taskrow.h"
#include "core/store/taskselection.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString insertSql()
{
    return u"INSERT INTO tasks (%1, name_key, seq) VALUES (%2)"_s.arg(
        taskColumns().join(u", "_s), placeholders(taskColumns().size() + 2));
}

QString updateSql()
{
    return u"UPDATE tasks SET %1 = ?, name_key = ? WHERE id = ? AND owner_id = ?"_s.arg(
        taskColumns().join(u" = ?, "_s));
}

QString updateProgressSql()
{
    return u"UPDATE tasks SET %1 = ? WHERE id = ? AND owner_id = ?"_s.arg(
        progressColumns().join(u" = ?, "_s));
}

Result<QList<TaskId>> idsFrom(Statement &select, const QVariantList &values)
{
    const Result<QSqlQuery *> query = select.run(values);
    if (!query)
        return query.error();
    QList<TaskId> ids;
    while ((*query)->next())
        ids.append(TaskId::fromBytes((*query)->value(0).toByteArray()));
    const Result<void> all = select.checkEnd();
    return all ? Result<QList<TaskId>>(ids) : all.error();
}

} // namespace

TaskStore::TaskStore(Database &database)
    : m_database(database)
    , m_insert(database, insertSql())
    , m_update(database, updateSql())
    , m_updateProgress(database, updateProgressSql())
    , m_delete(database, u"DELETE FROM tasks WHERE id = ? AND owner_id = ?"_s)
    , m_noteDeletion(database,
                     u"INSERT INTO deleted_tasks (revision, owner_id, task_id) VALUES (?, ?, ?)"_s)
    , m_setRevision(database, u"UPDATE revision SET value = ?"_s)
    , m_noteHeartbeats(database,
                       u"UPDATE tasks SET sends_heartbeats = 1 WHERE id = ? AND owner_id = ?"_s)
    , m_find(database, selectTasks(u"WHERE t.id = ? AND t.owner_id = ?"_s))
    , m_ownerOf(database,
                u"SELECT t.owner_id FROM tasks t JOIN accounts a ON a.id = t.owner_id "
                "WHERE t.id = ? AND a.email <> ''"_s)
    , m_live(database,
             selectTasks(u"WHERE t.owner_id = ? AND t.completed_at IS NULL ORDER BY t.seq"_s))
    , m_leased(database,
               u"SELECT id FROM tasks WHERE owner_id = ? AND completed_at IS NULL "
               "AND (has_runner OR sends_heartbeats) ORDER BY seq"_s)
    , m_history(database,
                u"SELECT seq, id, status, completed_at, pinned FROM tasks "
                "WHERE owner_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?"_s)
    , m_counts(database, u"SELECT status, count FROM task_counts WHERE owner_id = ?"_s)
    , m_deletedSince(database,
                     u"SELECT task_id FROM deleted_tasks WHERE owner_id = ? AND revision > ? "
                     "ORDER BY revision"_s)
    , m_revision(database, u"SELECT value FROM revision"_s)
    , m_newestRow(database, u"SELECT max(seq) FROM sqlite_sequence WHERE name = 'tasks'"_s)
    , m_at(database, selectTasks(u"WHERE t.seq = ? AND t.owner_id = ?"_s))
{
}

Result<void> TaskStore::insert(const Task &task)
{
    QVariantList values = taskToRow(task);
    values.append({task.name.toCaseFolded(), task.row == 0 ? QVariant() : QVariant(task.row)});
    const Result<QSqlQuery *> done = m_insert.run(values);
    return done ? Result<void>() : done.error();
}

Result<void> TaskStore::update(const Task &task)
{
    QVariantList values = taskToRow(task);
    values.append({task.name.toCaseFolded(), task.id.toBytes(), task.owner.rowId()});
    const Result<QSqlQuery *> done = m_update.run(values);
    return done ? Result<void>() : done.error();
}

Result<void> TaskStore::updateProgress(const Task &task)
{
    QVariantList values = progressToRow(task);
    values.append({task.id.toBytes(), task.owner.rowId()});
    const Result<QSqlQuery *> done = m_updateProgress.run(values);
    return done ? Result<void>() : done.error();
}

Result<void> TaskStore::remove(AccountId owner, TaskId id, quint64 revision)
{
    if (const Result<QSqlQuery *> done = m_delete.run({id.toBytes(), owner.rowId()}); !done)
        return done.error();
    const Result<QSqlQuery *> noted =
        m_noteDeletion.run({static_cast<qint64>(revision), owner.rowId(), id.toBytes()});
    return noted ? Result<void>() : noted.error();
}

Result<void> TaskStore::setRevision(quint64 revision)
{
    const Result<QSqlQuery *> done = m_setRevision.run({static_cast<qint64>(revision)});
    return done ? Result<void>() : done.error();
}

Result<void> TaskStore::noteHeartbeats(AccountId owner, TaskId id)
{
    const Result<QSqlQuery *> done = m_noteHeartbeats.run({id.toBytes(), owner.rowId()});
    return done ? Result<void>() : done.error();
}

Result<std::optional<Task>> TaskStore::find(AccountId owner, TaskId id)
{
    const Result<QSqlQuery *> query = m_find.run({id.toBytes(), owner.rowId()});
    if (!query)
        return query.error();
    std::optional<Task> task;
    if ((*query)->next())
        task = taskFromQuery(**query);
    else if (const Result<void> all = m_find.checkEnd(); !all)
        return all.error();
    m_find.finish();
    return task;
}

Result<std::optional<AccountId>> TaskStore::ownerOf(TaskId id)
{
    const Result<QSqlQuery *> query = m_ownerOf.run({id.toBytes()});
    if (!query)
        return query.error();
    std::optional<AccountId> owner;
    if ((*query)->next())
        owner = AccountId((*query)->value(0).toLongLong());
    m_ownerOf.finish();
    return owner;
}

Result<QList<Task>> TaskStore::live(AccountId owner)
{
    const Result<QSqlQuery *> query = m_live.run({owner.rowId()});
    if (!query)
        return query.error();
    QList<Task> tasks;
    while ((*query)->next())
        tasks.append(taskFromQuery(**query));
    const Result<void> all = m_live.checkEnd();
    return all ? Result<QList<Task>>(tasks) : all.error();
}

Result<QList<TaskId>> TaskStore::leased(AccountId owner)
{
    return idsFrom(m_leased, {owner.rowId()});
}

Result<QList<HistoryRow>> TaskStore::history(AccountId owner, qint64 seq, int limit)
{
    const Result<QSqlQuery *> query = m_history.run({owner.rowId(), seq, limit});
    if (!query)
        return query.error();
    QList<HistoryRow> rows;
    while ((*query)->next()) {
        const QVariant end = (*query)->value(3);
        rows.append(
            {.seq = (*query)->value(0).toLongLong(),
             .id = TaskId::fromBytes((*query)->value(1).toByteArray()),
             .status = taskStatusFromWord((*query)->value(2).toString()).value_or(TaskStatus::Lost),
             .completedAt = end.isNull()
                 ? QDateTime()
                 : QDateTime::fromMSecsSinceEpoch(end.toLongLong(), Qt::UTC),
             .isPinned = (*query)->value(4).toBool()});
    }
    const Result<void> all = m_history.checkEnd();
    return all ? Result<QList<HistoryRow>>(rows) : all.error();
}

Result<QList<TaskId>> TaskStore::deletedSince(AccountId owner, quint64 revision)
{
    Result<QList<TaskId>> ids =
        idsFrom(m_deletedSince, {owner.rowId(), static_cast<qint64>(revision)});
    if (ids && ids->contains(TaskId())) { // ChangeStore's mark
        return Error{ErrorCode::InvalidArgument,
                     u"\"since\" is too old: what was deleted after it is known no more."_s};
    }
    return ids;
}

Result<TaskCounts> TaskStore::counts(AccountId owner)
{
    const Result<QSqlQuery *> query = m_counts.run({owner.rowId()});
    if (!query)
        return query.error();
    TaskCounts counts;
    while ((*query)->next()) {
        if (const auto status = taskStatusFromWord((*query)->value(0).toString()))
            counts.insert(*status, (*query)->value(1).toLongLong());
    }
    const Result<void> all = m_counts.checkEnd();
    return all ? Result<TaskCounts>(counts) : all.error();
}

/// Who asks for a page asks for it again, and for the next: that saves a quarter of its time.
Statement &TaskStore::listing(const QStringList &terms)
{
    const QString rest = u"WHERE %1 ORDER BY t.seq DESC LIMIT ?"_s.arg(terms.join(u" AND "_s));
    if (!m_listing || m_listed != rest) {
        m_listing.emplace(m_database, selectTasks(rest));
        m_listed = rest;
    }
    return *m_listing;
}

Result<TaskPage> TaskStore::list(AccountId owner, const TaskFilter &filter)
{
    TaskPage page;
    const Result<quint64> newest = revision(); // read first: the page knows of it at least
    if (!newest)
        return newest.error();
    page.revision = *newest;

    Condition condition = conditionFor(owner, filter);
    condition.values.append(filter.limit + 1); // one more tells whether there is a next page
    Statement &select = listing(condition.terms);
    const Result<QSqlQuery *> query = select.run(condition.values);
    if (!query)
        return query.error();
    qint64 lastSeq = 0;
    while ((*query)->next()) {
        if (page.tasks.size() == filter.limit) {
            page.nextCursor = lastSeq;
            break;
        }
        lastSeq = (*query)->value(0).toLongLong();
        page.tasks.append(taskFromQuery(**query));
    }
    const Result<void> all = select.checkEnd();
    select.finish(); // half read, it would hold the connection to this moment
    if (!all)
        return all.error();
    if (filter.sinceRevision && !filter.before) { // once, on the first page
        Result<QList<TaskId>> deleted = deletedSince(owner, *filter.sinceRevision);
        if (!deleted)
            return deleted.error();
        page.deleted = std::move(*deleted);
    }
    return page;
}

Result<quint64> TaskStore::revision()
{
    const Result<QSqlQuery *> query = m_revision.run();
    if (!query)
        return query.error();
    if (!(*query)->next())
        return Error{ErrorCode::StorageFailed, u"database: the revision counter is missing"_s};
    const quint64 value = (*query)->value(0).toULongLong();
    m_revision.finish();
    return value;
}

Result<quint32> TaskStore::newestRow()
{
    const Result<QSqlQuery *> query = m_newestRow.run();
    if (!query)
        return query.error();
    const quint32 row = (*query)->next() ? (*query)->value(0).toUInt() : 0;
    m_newestRow.finish();
    return row;
}

Result<QList<Task>> TaskStore::at(AccountId owner, const QList<quint32> &rows)
{
    QList<Task> tasks;
    tasks.reserve(rows.size());
    for (const quint32 row : rows) {
        const Result<QSqlQuery *> query = m_at.run({row, owner.rowId()});
        if (!query)
            return query.error();
        if ((*query)->next())
            tasks.append(taskFromQuery(**query));
        else if (const Result<void> all = m_at.checkEnd(); !all)
            return all.error();
    }
    m_at.finish();
    return tasks;
}

} // namespace headway
