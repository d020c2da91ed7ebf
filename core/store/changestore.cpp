#include "core/store/changestore.h"

#include "core/store/taskrow.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

qint64 weightOf(const Task &task)
{
    return task.result.value_or(QByteArray()).size() + task.name.size() + task.progress.text.size()
        + task.progress.currentItem.size() + task.error.value_or(QString()).size();
}

template <typename Changes>
void cutAfter(Changes &changes, quint64 revision)
{
    changes.removeIf([revision](const auto &change) { return change.revision > revision; });
}

} // namespace

ChangeStore::ChangeStore(Database &database)
    : m_newest(database, u"SELECT value FROM revision"_s)
    , m_changed(database,
                selectTasks(u"WHERE t.owner_id = ? AND t.revision > ? "
                            "ORDER BY t.revision LIMIT ?"_s))
    , m_deleted(database,
                u"SELECT task_id, revision FROM deleted_tasks WHERE owner_id = ? AND revision > ? "
                "ORDER BY revision LIMIT ?"_s)
    , m_newestToForget(database,
                       u"SELECT revision FROM deleted_tasks WHERE owner_id = ? "
                       "ORDER BY revision DESC LIMIT 1 OFFSET ?"_s)
    , m_mark(database, u"UPDATE deleted_tasks SET task_id = x'' WHERE revision = ?"_s)
    , m_forget(database, u"DELETE FROM deleted_tasks WHERE owner_id = ? AND revision < ?"_s)
{
}

Result<quint64> ChangeStore::newest()
{
    const Result<QSqlQuery *> query = m_newest.run();
    if (!query)
        return query.error();
    const quint64 revision = (*query)->next() ? (*query)->value(0).toULongLong() : 0;
    m_newest.finish();
    return revision;
}

Result<ChangePage> ChangeStore::since(AccountId owner, std::optional<quint64> revision,
                                      const Extent &extent)
{
    // Asked first: what changes meanwhile has a newer revision, and comes with a later page.
    const Result<quint64> known = newest();
    if (!known)
        return known.error();
    ChangePage page{.revision = *known, .isReset = revision > *known};
    if (!revision || page.isReset)
        return page;
    Result<void> read = readChanged(page, owner, *revision, extent);
    if (read)
        read = readDeleted(page, owner, *revision, extent);
    if (!read)
        return read.error();
    if (page.isReset)
        return ChangePage{.revision = *known, .isReset = true};
    cutAfter(page.changes.changed, page.revision);
    cutAfter(page.changes.deleted, page.revision);
    page.isLast = page.revision == *known;
    return page;
}

Result<void> ChangeStore::readChanged(ChangePage &page, AccountId owner, quint64 after,
                                      const Extent &extent)
{
    const Result<QSqlQuery *> query =
        m_changed.run({owner.rowId(), static_cast<qint64>(after), extent.changes});
    if (!query)
        return query.error();
    QList<Task> &tasks = page.changes.changed;
    qint64 bytes = 0;
    while (bytes < extent.bytes && (*query)->next()) {
        tasks.append(taskFromQuery(**query));
        bytes += weightOf(tasks.constLast());
    }
    if (Result<void> all = m_changed.checkEnd(); !all)
        return all;
    m_changed.finish();
    if (bytes >= extent.bytes || tasks.size() == extent.changes)
        page.revision = std::min(page.revision, tasks.constLast().revision);
    return {};
}

Result<void> ChangeStore::readDeleted(ChangePage &page, AccountId owner, quint64 after,
                                      const Extent &extent)
{
    const Result<QSqlQuery *> query =
        m_deleted.run({owner.rowId(), static_cast<qint64>(after), extent.changes});
    if (!query)
        return query.error();
    QList<DeletedTask> &deleted = page.changes.deleted;
    while ((*query)->next()) {
        deleted.append({TaskId::fromBytes((*query)->value(0).toByteArray()),
                        (*query)->value(1).toULongLong()});
        page.isReset = page.isReset || deleted.constLast().id.isNull(); // the mark
    }
    if (Result<void> all = m_deleted.checkEnd(); !all)
        return all;
    if (deleted.size() == extent.changes)
        page.revision = std::min(page.revision, deleted.constLast().revision);
    return {};
}

Result<QList<TaskId>> ChangeStore::deleted(AccountId owner)
{
    const Result<QSqlQuery *> query = m_deleted.run({owner.rowId(), 0, -1});
    if (!query)
        return query.error();
    QList<TaskId> ids;
    while ((*query)->next()) {
        const TaskId id = TaskId::fromBytes((*query)->value(0).toByteArray());
        if (!id.isNull()) // the mark
            ids.append(id);
    }
    const Result<void> all = m_deleted.checkEnd();
    return all ? Result<QList<TaskId>>(ids) : all.error();
}

Result<void> ChangeStore::forgetDeletions(AccountId owner, int kept)
{
    const Result<QSqlQuery *> query = m_newestToForget.run({owner.rowId(), kept});
    if (!query)
        return query.error();
    const bool isEnough = (*query)->next();
    const QVariant mark = isEnough ? (*query)->value(0) : QVariant();
    m_newestToForget.finish();
    if (!isEnough)
        return {};
    Result<QSqlQuery *> done = m_mark.run({mark});
    if (done)
        done = m_forget.run({owner.rowId(), mark});
    return done ? Result<void>() : done.error();
}

} // namespace headway
