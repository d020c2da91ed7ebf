#pragma once

#include "core/model/taskcounts.h"
#include "core/model/taskfilter.h"
#include "core/store/statement.h"

namespace headway {

/// What has to be known of a task to tell whether it is still kept.
struct HistoryRow
{
    qint64 seq = 0; ///< greater than those of all tasks made before it
    TaskId id;
    TaskStatus status = TaskStatus::Pending;
    QDateTime completedAt; ///< null: it has not ended
    bool isPinned = false;
};

/// The tasks in the database. Every query takes the owner, but ownerOf(). Belongs to its database's
/// thread. Errors of all: StorageFailed, StorageFull.
class TaskStore
{
public:
    explicit TaskStore(Database &database);

    Result<void> insert(const Task &task);
    Result<void> update(const Task &task);
    /// Writes progressColumns() and nothing else: a third of the work, and one index instead of
    /// all.
    Result<void> updateProgress(const Task &task);
    /// @p revision is that of the deletion.
    Result<void> remove(AccountId owner, TaskId id, quint64 revision);
    Result<void> setRevision(quint64 revision);
    /// The task's producer will be heard of regularly, also after a restart.
    Result<void> noteHeartbeats(AccountId owner, TaskId id);

    Result<std::optional<Task>> find(AccountId owner, TaskId id);
    /// Whose the task is: tells 403 from 404, and is called by core/service alone. Of a removed
    /// account's there is nobody.
    Result<std::optional<AccountId>> ownerOf(TaskId id);
    /// Those that have not ended, oldest first.
    Result<QList<Task>> live(AccountId owner);
    /// Of those, the ones that have a runner or send heartbeats.
    Result<QList<TaskId>> leased(AccountId owner);
    /// The account's newest tasks of those before the one with @p seq, at most @p limit; also those
    /// of a removed one.
    Result<QList<HistoryRow>> history(AccountId owner, qint64 seq, int limit);
    /// Of the account's tasks; costs the same however many there are.
    Result<TaskCounts> counts(AccountId owner);
    /// Errors: InvalidArgument when deletions after filter.sinceRevision have been forgotten.
    Result<TaskPage> list(AccountId owner, const TaskFilter &filter);
    /// The account's tasks in @p rows, in their order; a row that holds none is left out.
    Result<QList<Task>> at(AccountId owner, const QList<quint32> &rows);
    /// Those that are still remembered.
    Result<QList<TaskId>> deletedSince(AccountId owner, quint64 revision);
    /// The newest revision ever given out.
    Result<quint64> revision();
    /// The newest Task::row ever given out.
    Result<quint32> newestRow();

private:
    Statement &listing(const QStringList &terms);

    Database &m_database;
    Statement m_insert;
    Statement m_update;
    Statement m_updateProgress;
    Statement m_delete;
    Statement m_noteDeletion;
    Statement m_setRevision;
    Statement m_noteHeartbeats;
    Statement m_find;
    Statement m_ownerOf;
    Statement m_live;
    Statement m_leased;
    Statement m_history;
    Statement m_counts;
    Statement m_deletedSince;
    Statement m_revision;
    Statement m_newestRow;
    Statement m_at;
    QString m_listed; ///< what m_listing is about
    std::optional<Statement> m_listing; ///< of the last page that was asked for
};

} // namespace headway
