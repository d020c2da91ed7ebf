#pragma once

#include "core/model/newtask.h"
#include "core/model/taskchanges.h"
#include "core/model/taskptr.h"
#include "core/model/taskupdate.h"
#include "core/service/keyedanswers.h"
#include "core/service/stagedtasks.h"
#include "core/service/taskboard.h"
#include "core/service/writerstores.h"
#include "core/session/principal.h"

#include <functional>
#include <vector>

namespace headway {

/// What goes to disk in one commit; nobody else sees it before that. Checks the owner before
/// anything else.
class WriteGroup
{
public:
    using Change = std::function<Result<void>(Task &task, const QDateTime &now)>;

    /// Both are borrowed.
    WriteGroup(WriterStores &stores, const TaskBoard &board, const QDateTime &now);

    Result<Task> create(const Principal &by, const NewTask &wanted, const RequestKey &key);
    /// A new attempt at an ended task. Errors: StateForbids.
    Result<Task> retry(const Principal &by, TaskId id, const RequestKey &key);
    Result<Task> change(const Principal &by, TaskId id, const Change &change,
                        const RequestKey &key);
    /// The producer lives. Errors: StateForbids when the task has ended, unless it was lost.
    Result<Task> heartbeat(const Principal &by, TaskId id);
    /// Its heartbeats bind @p task from now on, also after a restart.
    Result<void> keepHeartbeats(const Task &task);
    /// Changes a live task without being asked by anybody, and without its updated_at: nothing was
    /// reported. @p at is the time (UTC) that @p change is told. @return false: there is no such
    /// live task, or @p change refuses it
    bool note(TaskId id, const Change &change, const QDateTime &at);
    /// Keeps the task beyond all bounds, or no longer. Nothing was reported: its updated_at stays.
    Result<Task> pin(const Principal &by, TaskId id, Pin pin, const RequestKey &key);
    /// Errors: StateForbids unless it has ended.
    Result<void> remove(const Principal &by, TaskId id);
    /// As TaskStore::history(), without the changes of this group.
    Result<QList<HistoryRow>> history(AccountId account, qint64 seq, int limit);
    /// Removes at once what history() has told of. @return whether it goes: not when this group has
    /// changed it
    Result<bool> removeAtOnce(AccountId owner, const HistoryRow &row);
    /// Forgets the account's old deletions.
    Result<void> forgetDeletions(AccountId account);
    /// As Database::carryOver(), unless something of this group has been written.
    void carryOver();
    Result<QList<AccountId>> accountIds();
    /// As AccountStore::removed().
    Result<QList<AccountId>> removedAccountIds() { return m_stores.accounts.removed(); }
    Result<Retention> retention() { return m_stores.retention.retention(); }
    Result<void> setRetention(const Retention &retention);
    /// As AccountStore::remove(): its tasks are left to whoever deletes them afterwards.
    Result<void> removeAccount(AccountId account);
    /// For writing accounts and credentials in the same commit.
    Result<AccountStore *> accounts();
    const QDateTime &now() const { return m_now; }
    /// Runs @p action on the engine's thread once the group is on disk and on the board, before
    /// anybody is told.
    void afterCommit(std::function<void()> action) { m_afterCommit.push_back(std::move(action)); }

    /// As KeyedAnswers::onceUnkept(), and without a key what @p work gives.
    template <typename Work>
    auto onceUnkept(AccountId account, const RequestKey &key, Work work)
        -> std::invoke_result_t<Work &>
    {
        if (key.isEmpty())
            return work();
        if (Result<void> begun = beginFor(account); !begun)
            return begun.error();
        return m_answers.onceUnkept(account, key, work);
    }

    /// Makes the whole group fail: the database may have rolled back by itself (a full disk), and
    /// what is written after that would stand alone.
    void fail(const Error &error) { m_failure = m_failure.value_or(error); }
    const std::optional<Error> &failure() const { return m_failure; }
    /// Forgets credentials whose time is over, old deletions and some of the answers that are too
    /// old. Before any other work of the group. @return whether that may have been all
    bool prune(const QDateTime &answersBefore);
    bool isRemoved(AccountId account) const { return m_stores.removedAccounts.contains(account); }

    /// Whether there is anything to write: not after mere questions and refusals.
    bool writes() const { return m_begun || !m_tasks.isEmpty(); }
    /// Writes and commits. After an error nothing of the group has happened.
    Result<void> commit();
    /// How long the commit itself took.
    std::chrono::nanoseconds committing() const { return m_committing; }
    /// What was to be done after the commit; for the engine, once everybody can see the changes.
    void runAfterCommit() const;
    /// What has been committed, by owner.
    const QHash<AccountId, TaskChanges> &changes() const { return m_changes; }
    const QList<AccountId> &accountsRemoved() const { return m_removedAccounts; }

private:
    Result<Task> once(const Principal &by, const RequestKey &key,
                      const std::function<Result<Task>()> &work);
    Result<Task> createNow(const Principal &by, const NewTask &wanted);
    Result<Task> retryNow(const Principal &by, TaskId id);
    Result<Task> changeNow(const Principal &by, TaskId id, const Change &change);
    enum class Stamp { None, UpdatedAt };
    Result<Task> amend(const Task &before, const Change &change, Stamp stamp, const QDateTime &at);
    Result<TaskPtr> find(const Principal &by, TaskId id);
    /// Null when there is no such live task.
    TaskPtr findLive(TaskId id) const;
    Result<void> begin();
    /// Errors: NotSignedIn when the account has been removed.
    Result<void> beginFor(AccountId account);
    Result<void> flush();

    WriterStores &m_stores;
    const TaskBoard &m_board;
    const QDateTime m_now;
    bool m_begun = false;
    std::optional<Error> m_failure;
    QList<AccountId> m_removedAccounts;
    StagedTasks m_tasks;
    KeyedAnswers m_answers;
    std::vector<std::function<void()>> m_afterCommit;
    QHash<AccountId, TaskChanges> m_changes;
    std::chrono::nanoseconds m_committing{};
};

} // namespace headway
