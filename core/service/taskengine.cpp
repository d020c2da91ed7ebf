#include "core/service/taskengine.h"

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <iterator>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds longestGathering = 5ms;
constexpr std::chrono::milliseconds longestDraining = 10ms; ///< while something else may be due
constexpr auto answersKept = 24h;
constexpr auto pruneInterval = 1h;

} // namespace

TaskEngine::TaskEngine(TaskBoard &board, StorageWatch &storage, const OutputStore &outputs,
                       const Clock &clock, const LeaseTimes &leases)
    : m_board(board)
    , m_storage(storage)
    , m_clock(clock)
    , m_leases(clock, leases)
    , m_sweep(m_leases, storage, clock, leases.sweep)
    , m_worker(std::make_unique<Worker>(u"headway-engine"_s))
    , m_context(m_worker->context())
    , m_connection(storage, outputs, m_context)
{
    qRegisterMetaType<TaskChanges>();
    qRegisterMetaType<AccountId>();
    // Queued, so that nobody reaches for the worker while it is stopped.
    connect(
        &m_storage, &StorageWatch::changed, this,
        [this] {
            if (m_worker && !m_storage.isWorking())
                m_worker->post([this] { m_connection.recoverSoon(0ms); });
        },
        Qt::QueuedConnection);
}

TaskEngine::~TaskEngine()
{
    stop();
}

void TaskEngine::stop()
{
    if (!m_worker)
        return;
    m_worker->post([this] { // closed in its own thread
        m_isStopping = true;
        drain(); // what is left
        m_sweep.stop();
        m_connection.close();
    });
    m_worker.reset();
}

Result<void> TaskEngine::open(const QString &databaseFile, const Reserve &reserve)
{
    return m_worker->post([=, this] { return openOnThread(databaseFile, reserve); }).result();
}

Result<void> TaskEngine::openOnThread(const QString &databaseFile, const Reserve &reserve)
{
    if (Result<void> opened = m_connection.open(databaseFile, reserve); !opened)
        return opened;
    m_prunedAt = m_clock.monotonic() - pruneInterval; // the first group does it
    if (Result<void> loaded = load(); !loaded)
        return loaded;
    m_sweep.start(m_context, [this] {
        static_cast<void>(commitOnce({})); // what fails is noted, and looked at again
    });
    return {};
}

Result<void> TaskEngine::load()
{
    WriterStores &stores = m_connection.stores();
    const Result<QList<StoredAccount>> accounts = stores.accounts.accounts();
    if (!accounts)
        return accounts.error();
    for (const StoredAccount &stored : *accounts) {
        const Result<QList<Task>> live = stores.tasks.live(stored.account.id);
        if (!live)
            return live.error();
        m_board.apply({*live, {}});
        const Result<QList<TaskId>> leased = stores.tasks.leased(stored.account.id);
        if (!leased)
            return leased.error();
        for (const TaskId id : *leased)
            m_leases.open(id);
    }
    return {};
}

QFuture<Result<Task>> TaskEngine::create(const Principal &by, const NewTask &task,
                                         const RequestKey &key)
{
    return submit<Task>([=, this](WriteGroup &group) {
        Result<Task> created = group.create(by, task, key);
        if (created && created->hasRunner)
            m_leases.open(created->id);
        return created;
    });
}

QFuture<Result<Task>> TaskEngine::retry(const Principal &by, TaskId id, const RequestKey &key)
{
    return submit<Task>([=](WriteGroup &group) { return group.retry(by, id, key); });
}

QFuture<Result<Task>> TaskEngine::change(const Principal &by, TaskId id, WriteGroup::Change change,
                                         const RequestKey &key, Room room)
{
    return submit<Task>([=, change = std::move(change)](
                            WriteGroup &group) { return group.change(by, id, change, key); },
                        room);
}

QFuture<Result<Task>> TaskEngine::report(const Principal &by, TaskId id, WriteGroup::Change change,
                                         const RequestKey &key)
{
    return submit<Task>([=, this, change = std::move(change)](WriteGroup &group) {
        bool wasLost = false;
        const auto told = [&](Task &task, const QDateTime &now) {
            wasLost = task.status == TaskStatus::Lost;
            return change(task, now);
        };
        Result<Task> task = group.change(by, id, told, key);
        if (task && wasLost && !isEnded(task->status))
            m_leases.open(id); // it had one, or it would not have been lost
        else if (task)
            m_leases.renew(id);
        return task;
    });
}

QFuture<Result<Task>> TaskEngine::heartbeat(const Principal &by, TaskId id)
{
    return submit<Task>([=, this](WriteGroup &group) -> Result<Task> {
        Result<Task> task = group.heartbeat(by, id);
        if (!task || m_leases.renew(id))
            return task;
        if (const Result<void> kept = group.keepHeartbeats(*task); !kept)
            return kept.error();
        group.afterCommit([this, id] { m_leases.open(id); });
        return task;
    });
}

void TaskEngine::submitLater(std::chrono::milliseconds after,
                             std::function<Result<void>(WriteGroup &)> work, Room room)
{
    QTimer::singleShot(after, m_context, [this, work = std::move(work), room] {
        drain(); // so that nobody's work waits for this one in its group
        auto operation = std::make_unique<TypedOperation<void>>(work);
        operation->makesRoom = room == Room::Made;
        if (m_connection.isOpen() && m_queue.push(std::move(operation)))
            drain();
    });
}

void TaskEngine::enqueue(std::unique_ptr<Operation> operation)
{
    if (m_queue.push(std::move(operation)))
        m_worker->post([this] { drain(); });
}

/// Returns at times, for the timers of this thread, although there is more.
void TaskEngine::drain()
{
    QElapsedTimer whole;
    whole.start();
    const auto take = [this] { return m_queue.takeGroup(m_groupSize.limit()); };
    for (Operations group = take(); !group.empty(); group = take()) {
        const size_t size = group.size();
        QElapsedTimer timer;
        timer.start();
        commitGroup(std::move(group));
        // Producers that wait for their answers come again together. A commit costs nearly the same
        // for one as for some of them: it pays to wait for as long as it takes.
        const std::chrono::nanoseconds took(timer.nsecsElapsed());
        if (size > 1)
            m_queue.gather(std::min(size, m_groupSize.worthwhile()),
                           std::min(took, longestGathering));
        if (!m_isStopping && whole.hasExpired(longestDraining.count()))
            return drainSoon();
    }
}

void TaskEngine::drainSoon()
{
    if (std::exchange(m_drainsSoon, true))
        return;
    QTimer::singleShot(0ms, m_context, [this] {
        m_drainsSoon = false;
        drain();
    });
}

void TaskEngine::commitGroup(Operations operations)
{
    refuse(operations);
    if (operations.empty())
        return;
    Result<void> committed = commitOnce(operations);
    if (!committed && committed.error().code == ErrorCode::StorageFull
        && m_connection.giveReserveUp()) {
        refuse(operations);
        committed = operations.empty() ? Result<void>() : commitOnce(operations);
    }
    if (!committed && m_hasMetDamage)
        return commitApart(std::move(operations));
    for (const auto &operation : operations)
        operation->resolve(committed);
}

/// Damage is of some tasks: who has asked for others must not suffer. Halves until the group that
/// meets it has one operation.
void TaskEngine::commitApart(Operations operations)
{
    const Result<void> committed = commitOnce(operations, Lapses::Left);
    if (!committed && m_hasMetDamage && operations.size() > 1) {
        const auto middle = operations.begin() + static_cast<std::ptrdiff_t>(operations.size() / 2);
        Operations later(std::make_move_iterator(middle),
                         std::make_move_iterator(operations.end()));
        operations.erase(middle, operations.end());
        commitApart(std::move(operations));
        return commitApart(std::move(later));
    }
    for (const auto &operation : operations)
        operation->resolve(committed);
}

void TaskEngine::refuse(Operations &operations) const
{
    std::erase_if(operations, [this](const auto &operation) {
        const std::optional<Error> refusal = m_storage.refusal(operation->makesRoom);
        if (refusal)
            operation->resolve(*refusal);
        return refusal.has_value();
    });
}

Result<void> TaskEngine::commitOnce(const Operations &operations, Lapses lapses)
{
    m_hasMetDamage = false;
    if (Result<void> fresh = m_connection.renewIfSpent(); !fresh)
        return fresh;
    WriterStores &stores = m_connection.stores();
    QElapsedTimer timer;
    timer.start();
    const int damagesBefore = stores.database->damagesMet();
    WriteGroup group(stores, m_board, m_clock.now());
    pruneIfDue(group);
    for (const auto &operation : operations) {
        if (!group.failure())
            operation->apply(group);
    }
    if (lapses == Lapses::Noted)
        m_sweep.note(group);
    Result<void> committed = group.commit();
    const bool isWritten = committed && group.writes();
    m_commits += isWritten ? 1 : 0;
    m_hasMetDamage = !committed && stores.database->damagesMet() > damagesBefore;
    const std::chrono::nanoseconds took(timer.nsecsElapsed());
    if (isWritten && operations.size() > 1)
        m_groupSize.note(operations.size(), took - group.committing(), group.committing());
    if (committed)
        publish(group);
    else if (!m_hasMetDamage) // of which the storage knows already
        m_storage.noteFailure(committed.error());
    m_connection.setSpent(!committed);
    m_sweep.adjust();
    return committed;
}

void TaskEngine::pruneIfDue(WriteGroup &group)
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    if (now - m_prunedAt < pruneInterval)
        return;
    if (group.prune(group.now().addDuration(-answersKept)))
        m_prunedAt = now;
}

void TaskEngine::publish(const WriteGroup &group)
{
    const QHash<AccountId, TaskChanges> &changes = group.changes();
    for (const AccountId account : group.accountsRemoved())
        m_board.hide(account);
    for (const TaskChanges &ofOwner : changes) {
        m_board.apply(ofOwner);
        m_sweep.drop(ofOwner);
    }
    group.runAfterCommit();
    for (auto owner = changes.begin(); owner != changes.end(); ++owner)
        Q_EMIT committed(owner.key(), owner.value());
}

} // namespace headway
