#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/service/writegroup.h"

#include <QMutex>
#include <QObject>
#include <QPromise>

#include <atomic>

namespace headway {

/// The one writer: a thread with the only writing connection. What is submitted while a commit is
/// under way goes into the next one together; its futures resolve and its changes are published
/// after the commit. Any thread may submit.
class TaskEngine : public QObject
{
    Q_OBJECT

public:
    /// @p board and @p clock are borrowed and outlive the engine.
    TaskEngine(TaskBoard &board, const Clock &clock);
    ~TaskEngine() override;

    /// Opens the database and puts the live tasks on the board. Waits. Errors: those of
    /// Database::open().
    Result<void> open(const QString &databaseFile);
    /// Finishes what has been submitted and closes the database. Waits; nothing may be submitted
    /// after it.
    void stop();

    QFuture<Result<Task>> create(const Principal &by, const NewTask &task, const RequestKey &key);
    QFuture<Result<Task>> retry(const Principal &by, TaskId id, const RequestKey &key);
    /// The owner is checked before @p change runs, on the engine's thread.
    QFuture<Result<Task>> change(const Principal &by, TaskId id, WriteGroup::Change change,
                                 const RequestKey &key);

    /// Runs @p work in the next group. Its answer is told when the group is on disk, or is the
    /// group's error.
    template <typename T>
    QFuture<Result<T>> submit(std::function<Result<T>(WriteGroup &)> work)
    {
        auto operation = std::make_unique<TypedOperation<T>>(std::move(work));
        QFuture<Result<T>> future = operation->promise.future();
        enqueue(std::move(operation));
        return future;
    }

    /// Since the start.
    quint64 commits() const { return m_commits; }
    /// How much waits for the next group.
    qsizetype queueLength();

Q_SIGNALS:
    /// Emitted on the engine's thread, once a commit and owner.
    void committed(headway::AccountId owner, const headway::TaskChanges &changes);

private:
    struct Operation
    {
        virtual ~Operation() = default;
        virtual void apply(WriteGroup &group) = 0;
        virtual void resolve(const Result<void> &commit) = 0;
    };

    template <typename T>
    struct TypedOperation final : Operation
    {
        explicit TypedOperation(std::function<Result<T>(WriteGroup &)> wanted)
            : work(std::move(wanted))
        {
            promise.start();
        }
        void apply(WriteGroup &group) override
        {
            outcome.emplace(work(group));
            if (!outcome->isOk() && isStorageFault(outcome->error().code))
                group.fail(outcome->error());
        }
        void resolve(const Result<void> &commit) override
        {
            promise.addResult(commit.isOk() ? std::move(*outcome) : Result<T>(commit.error()));
            promise.finish();
        }

        std::function<Result<T>(WriteGroup &)> work;
        std::optional<Result<T>> outcome;
        QPromise<Result<T>> promise;
    };

    static bool isStorageFault(ErrorCode code)
    {
        return code == ErrorCode::StorageFailed || code == ErrorCode::StorageFull;
    }

    using Operations = std::vector<std::unique_ptr<Operation>>;

    Result<void> openOnThread(const QString &databaseFile);
    void enqueue(std::unique_ptr<Operation> operation);
    /// Empty when there is nothing left: then the next one to be enqueued schedules a drain again.
    Operations takeGroup();
    void drain();
    void commitGroup(const Operations &operations);
    void pruneIfDue(WriteGroup &group);
    void publish(const WriteGroup &group);

    TaskBoard &m_board;
    const Clock &m_clock;
    std::unique_ptr<WriterStores> m_stores; ///< the engine thread's
    quint64 m_revision = 0; ///< the engine thread's
    std::chrono::milliseconds m_prunedAt{}; ///< the engine thread's; on the monotonic clock
    std::atomic<quint64> m_commits = 0;
    QMutex m_mutex;
    Operations m_queue; ///< guarded by m_mutex
    bool m_isScheduled = false; ///< guarded by m_mutex
    std::unique_ptr<Worker> m_worker;
};

} // namespace headway
