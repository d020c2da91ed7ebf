#include "core/service/writegroup.h"

#include "core/service/ownership.h"
#include "core/service/sessionlife.h"

#include <QElapsedTimer>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr int deletionsKept = 10'000; // of an account

Error accountGone()
{
    return {ErrorCode::NotSignedIn, u"The account has been removed."_s};
}

/// The wall clock may be set back, but no task goes back in time.
QDateTime latestTime(const Task &task)
{
    QDateTime latest = task.createdAt;
    for (const QDateTime &time : {task.startedAt, task.updatedAt, task.completedAt}) {
        if (!time.isNull())
            latest = qMax(latest, time);
    }
    return latest;
}

/// What it uses is no news of how far it is: the end is estimated from when that was told. The
/// first change is one, whatever it is.
bool tellsUsageAlone(const Task &before, const Task &after)
{
    if (before.updatedAt.isNull() || after.usage == before.usage)
        return false;
    Task rest = after;
    rest.usage = before.usage;
    rest.sequence = before.sequence;
    return rest == before;
}

} // namespace

WriteGroup::WriteGroup(WriterStores &stores, const TaskBoard &board, const QDateTime &now)
    : m_stores(stores)
    , m_board(board)
    , m_now(now)
    , m_tasks(stores.tasks, stores.course)
    , m_answers(stores.answers, now)
{
}

Result<Task> WriteGroup::create(const Principal &by, const NewTask &wanted, const RequestKey &key)
{
    return once(by, key, [&] { return createNow(by, wanted); });
}

Result<Task> WriteGroup::retry(const Principal &by, TaskId id, const RequestKey &key)
{
    return once(by, key, [&] { return retryNow(by, id); });
}

Result<Task> WriteGroup::change(const Principal &by, TaskId id, const Change &change,
                                const RequestKey &key)
{
    return once(by, key, [&] { return changeNow(by, id, change); });
}

Result<Task> WriteGroup::once(const Principal &by, const RequestKey &key,
                              const std::function<Result<Task>()> &work)
{
    if (isRemoved(by.account()))
        return accountGone();
    if (key.isEmpty())
        return work();
    if (Result<void> begun = begin(); !begun)
        return begun.error();
    return m_answers.once(by.account(), key, work);
}

Result<Task> WriteGroup::createNow(const Principal &by, const NewTask &wanted)
{
    Result<Task> task = taskFrom(wanted, m_now);
    if (!task)
        return task;
    if (!wanted.retryOf.isNull()) {
        const Result<TaskPtr> before = find(by, wanted.retryOf);
        if (!before) {
            return Error{ErrorCode::InvalidArgument, u"retry_of names no task of this account."_s};
        }
        task->attempt = (*before)->attempt + 1;
    }
    task->id = TaskId::make();
    task->row = ++m_stores.newestRow;
    task->owner = by.account();
    task->ownerEmail = by.email();
    task->revision = ++m_stores.revision;
    m_tasks.add(*task);
    return task;
}

Result<Task> WriteGroup::retryNow(const Principal &by, TaskId id)
{
    const Result<TaskPtr> before = find(by, id);
    if (!before)
        return before.error();
    const Result<NewTask> wanted = nextAttempt(**before);
    return wanted ? createNow(by, *wanted) : Result<Task>(wanted.error());
}

Result<Task> WriteGroup::changeNow(const Principal &by, TaskId id, const Change &change)
{
    const Result<TaskPtr> found = find(by, id);
    return found ? amend(**found, change, Stamp::UpdatedAt, m_now) : found.error();
}

Result<Task> WriteGroup::amend(const Task &before, const Change &change, Stamp stamp,
                               const QDateTime &at)
{
    Task task = before;
    const QDateTime now = qMax(at, latestTime(task));
    if (Result<void> changed = change(task, now); !changed)
        return changed.error();
    if (task == before) // asked for what is so already
        return task;
    if (stamp == Stamp::UpdatedAt && !tellsUsageAlone(before, task))
        task.updatedAt = now;
    task.revision = ++m_stores.revision;
    m_tasks.change(before, task, now);
    return task;
}

Result<Task> WriteGroup::heartbeat(const Principal &by, TaskId id)
{
    return once(by, {}, [&]() -> Result<Task> {
        const Result<TaskPtr> found = find(by, id);
        return found ? amend(**found, applyHeartbeat, Stamp::None, m_now) : found.error();
    });
}

Result<void> WriteGroup::keepHeartbeats(const Task &task)
{
    if (Result<void> flushed = flush(); !flushed)
        return flushed;
    return m_stores.tasks.noteHeartbeats(task.owner, task.id);
}

bool WriteGroup::note(TaskId id, const Change &change, const QDateTime &at)
{
    const TaskPtr found = findLive(id);
    return found && amend(*found, change, Stamp::None, at);
}

Result<void> WriteGroup::remove(const Principal &by, TaskId id)
{
    const Result<TaskPtr> found = find(by, id);
    if (!found)
        return found.error();
    if (!isEnded((*found)->status)) {
        return Error{ErrorCode::StateForbids,
                     u"The task is %1; only one that has ended can be deleted."_s.arg(
                         wordOf((*found)->status))};
    }
    Task task = **found;
    task.revision = ++m_stores.revision;
    m_tasks.remove(std::move(task));
    return {};
}

Result<Task> WriteGroup::pin(const Principal &by, TaskId id, Pin pin, const RequestKey &key)
{
    const auto set = [pin](Task &task, const QDateTime &) {
        task.isPinned = pin == Pin::Set;
        return Result<void>();
    };
    return once(by, key, [&]() -> Result<Task> {
        const Result<TaskPtr> found = find(by, id);
        return found ? amend(**found, set, Stamp::None, m_now) : found.error();
    });
}

Result<QList<HistoryRow>> WriteGroup::history(AccountId account, qint64 seq, int limit)
{
    return m_stores.tasks.history(account, seq, limit);
}

Result<bool> WriteGroup::removeAtOnce(AccountId owner, const HistoryRow &row)
{
    if (m_tasks.find(row.id))
        return false;
    if (Result<void> begun = begin(); !begun)
        return begun.error();
    Task task;
    task.id = row.id;
    task.row = static_cast<quint32>(row.seq);
    task.owner = owner;
    task.revision = ++m_stores.revision;
    const Result<void> removed = m_tasks.removeAtOnce(std::move(task));
    return removed ? Result<bool>(true) : removed.error();
}

Result<void> WriteGroup::forgetDeletions(AccountId account)
{
    const Result<void> begun = begin();
    return begun ? m_stores.changes.forgetDeletions(account, deletionsKept) : begun;
}

void WriteGroup::carryOver()
{
    if (!m_begun)
        (void)m_stores.database->carryOver(); // what fails is left in the log
}

Result<QList<AccountId>> WriteGroup::accountIds()
{
    const Result<QList<StoredAccount>> accounts = m_stores.accounts.accounts();
    if (!accounts)
        return accounts.error();
    QList<AccountId> ids;
    for (const StoredAccount &stored : *accounts)
        ids.append(stored.account.id);
    return ids;
}

Result<void> WriteGroup::setRetention(const Retention &retention)
{
    const Result<void> begun = begin();
    return begun ? m_stores.retention.setRetention(retention) : begun;
}

Result<void> WriteGroup::removeAccount(AccountId account)
{
    Result<void> removed = flush(); // before anybody looks for tasks that it has left
    if (removed)
        removed = m_stores.accounts.remove(account);
    if (!removed)
        return removed;
    m_stores.removedAccounts.insert(account);
    m_removedAccounts.append(account);
    return {};
}

Result<AccountStore *> WriteGroup::accounts()
{
    if (Result<void> begun = begin(); !begun)
        return begun.error();
    return &m_stores.accounts;
}

Result<TaskPtr> WriteGroup::find(const Principal &by, TaskId id)
{
    if (const StagedTasks::Staged *staged = m_tasks.find(id)) {
        if (staged->isDeleted)
            return Error{ErrorCode::NotFound, u"There is no task with this id."_s};
        return ownedBy(by.account(), staged->task);
    }
    Result<TaskPtr> known = findOwned(m_board, by.account(), id);
    if (!known || *known)
        return known;
    Result<Task> stored = findOwned(m_stores.tasks, by.account(), id);
    if (!stored)
        return stored.error();
    return TaskPtr(std::make_shared<const Task>(*std::move(stored)));
}

TaskPtr WriteGroup::findLive(TaskId id) const
{
    TaskPtr found;
    if (const StagedTasks::Staged *staged = m_tasks.find(id); !staged)
        found = m_board.find(id); // all live ones are there
    else if (!staged->isDeleted)
        found = staged->task;
    return found && !isEnded(found->status) ? found : nullptr;
}

Result<void> WriteGroup::begin()
{
    if (m_begun)
        return {};
    Result<void> begun = m_stores.database->begin();
    m_begun = begun.isOk();
    return begun;
}

Result<void> WriteGroup::beginFor(AccountId account)
{
    return isRemoved(account) ? accountGone() : begin();
}

Result<void> WriteGroup::flush()
{
    if (Result<void> begun = begin(); !begun)
        return begun;
    if (Result<void> written = m_tasks.write(m_now); !written)
        return written;
    return m_stores.tasks.setRevision(m_stores.revision);
}

bool WriteGroup::prune(const QDateTime &answersBefore)
{
    Result<void> done = begin();
    const Result<bool> hasMore = done ? m_answers.forgetSome(answersBefore) : done.error();
    if (!hasMore)
        done = hasMore.error();
    if (done)
        done = m_stores.accounts.removeEndedCredentials(
            m_now, m_now.addDuration(-SessionLife::idleMax - SessionLife::useGrain));
    const Result<QList<AccountId>> accounts = accountIds();
    if (done && !accounts)
        done = accounts.error();
    for (const AccountId account : accounts ? *accounts : QList<AccountId>()) {
        if (done)
            done = forgetDeletions(account);
    }
    if (!done)
        fail(done.error());
    return !done || !*hasMore;
}

Result<void> WriteGroup::commit()
{
    if (!m_failure && !writes())
        return {};
    Result<void> done = m_failure ? Result<void>(*m_failure) : flush();
    QElapsedTimer timer;
    timer.start();
    if (done)
        done = m_stores.database->commit();
    m_committing = std::chrono::nanoseconds(timer.nsecsElapsed());
    if (!done) {
        m_stores.database->rollback();
        for (const AccountId account : m_removedAccounts)
            m_stores.removedAccounts.remove(account);
        return done;
    }
    m_changes = m_tasks.settle();
    return {};
}

void WriteGroup::runAfterCommit() const
{
    for (const auto &action : m_afterCommit)
        action();
}

} // namespace headway
