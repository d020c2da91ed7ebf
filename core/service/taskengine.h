#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/service/groupsize.h"
#include "core/service/leases.h"
#include "core/service/leasesweep.h"
#include "core/service/operationqueue.h"
#include "core/service/storagewatch.h"
#include "core/service/writegroup.h"
#include "core/service/writerconnection.h"

#include <QObject>

#include <atomic>

namespace headway {

/// The one writer: a thread with the only writing connection. What is submitted while a commit is
/// under way goes into the next one together; its futures resolve and its changes are published
/// after the commit. Any thread may submit. While the storage does not work, only what frees room
/// is taken, and that only when the disk is full and no worse.
class TaskEngine : public QObject
{
    Q_OBJECT

public:
    /// Whether a change is taken although the disk is full.
    enum class Room { Needed, Made };

    /// All are borrowed and outlive the engine.
    TaskEngine(TaskBoard &board, StorageWatch &storage, const OutputStore &outputs,
               const Clock &clock, const LeaseTimes &leases = {});
    ~TaskEngine() override;

    /// Opens the database, puts the live tasks on the board and gives each that is bound by a lease
    /// a whole new one: while the service was away, it could hear of nobody. Gives @p reserve up
    /// when there is no room for that. Waits. Errors: those of Database::open().
    Result<void> open(const QString &databaseFile, const Reserve &reserve);
    /// Finishes what has been submitted and closes the database. Waits; nothing may be submitted
    /// after it.
    void stop();

    QFuture<Result<Task>> create(const Principal &by, const NewTask &task, const RequestKey &key);
    QFuture<Result<Task>> retry(const Principal &by, TaskId id, const RequestKey &key);
    /// The owner is checked before @p change runs, on the engine's thread.
    QFuture<Result<Task>> change(const Principal &by, TaskId id, WriteGroup::Change change,
                                 const RequestKey &key, Room room = Room::Needed);
    /// The same for what only a task's own producer tells: a sign of life.
    QFuture<Result<Task>> report(const Principal &by, TaskId id, WriteGroup::Change change,
                                 const RequestKey &key);
    /// A sign of life that binds the task by a lease from then on, takes a mark off and brings back
    /// what was lost. Errors: StateForbids when the task has ended otherwise.
    QFuture<Result<Task>> heartbeat(const Principal &by, TaskId id);
    /// A sign of life of a task on the board that is not stalled: no hop, no commit. The caller has
    /// checked whose it is. @return false: it has no lease
    bool renewLease(TaskId id) { return m_leases.renew(id); }

    /// Runs @p work in the next group, and once more when that was too much for the disk. Its
    /// answer is told when the group is on disk, or is the group's error.
    template <typename T>
    QFuture<Result<T>> submit(std::function<Result<T>(WriteGroup &)> work, Room room = Room::Needed)
    {
        auto operation = std::make_unique<TypedOperation<T>>(std::move(work));
        operation->makesRoom = room == Room::Made;
        QFuture<Result<T>> future = operation->promise.future();
        enqueue(std::move(operation));
        return future;
    }

    /// Submits @p work after a while, or never when the engine is stopped before. On the engine's
    /// thread.
    void submitLater(std::chrono::milliseconds after,
                     std::function<Result<void>(WriteGroup &)> work, Room room = Room::Needed);

    /// Since the start.
    quint64 commits() const { return m_commits; }
    /// How much waits for the next group.
    qsizetype queueLength() { return m_queue.size(); }

Q_SIGNALS:
    /// Emitted on the engine's thread, once a commit and owner.
    void committed(headway::AccountId owner, const headway::TaskChanges &changes);

private:
    Result<void> openOnThread(const QString &databaseFile, const Reserve &reserve);
    Result<void> load();
    void enqueue(std::unique_ptr<Operation> operation);
    void drain();
    void drainSoon();
    void commitGroup(Operations operations);
    /// Takes those out of @p operations that cannot be taken now, and answers them.
    void refuse(Operations &operations) const;
    /// Whether what is overdue is written along.
    enum class Lapses { Noted, Left };
    Result<void> commitOnce(const Operations &operations, Lapses lapses = Lapses::Noted);
    void commitApart(Operations operations);
    void pruneIfDue(WriteGroup &group);
    void publish(const WriteGroup &group);

    TaskBoard &m_board;
    StorageWatch &m_storage;
    const Clock &m_clock;
    bool m_drainsSoon = false; ///< the engine thread's
    bool m_isStopping = false; ///< the engine thread's
    bool m_hasMetDamage = false; ///< the engine thread's; what the last commit has failed of
    std::chrono::milliseconds m_prunedAt{}; ///< the engine thread's; on the monotonic clock
    Leases m_leases;
    LeaseSweep m_sweep; ///< the engine thread's
    std::atomic<quint64> m_commits = 0;
    GroupSize m_groupSize; ///< the engine thread's
    OperationQueue m_queue;
    std::unique_ptr<Worker> m_worker;
    QObject *const m_context; ///< of the worker, for its own thread: m_worker goes first
    WriterConnection m_connection; ///< the engine thread's
};

} // namespace headway
