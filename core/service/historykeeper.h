#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/model/retention.h"
#include "core/store/taskstore.h"

#include <QFuture>
#include <QObject>

#include <atomic>
#include <functional>
#include <stop_token>

namespace headway {

class Database;
class StorageWatch;
class TaskEngine;
class TaskOutputs;
class WriteGroup;

/// Forgets ended tasks, with their output, as Retention has it, and all that is left of removed
/// accounts. Once an hour, after some commit, it goes through all tasks, each account's newest
/// first, in slices that end with their time or as soon as somebody else has something to write.
/// Works on the engine's thread; what it has deleted is carried over from the write-ahead log on
/// one of its own, since the writer would wait for long there: each task lies in many pages, far
/// from those of the next.
class HistoryKeeper : public QObject
{
    Q_OBJECT

public:
    /// How many tasks are looked at, and at most deleted, in one commit. While these are synced
    /// from the log into the file, which takes longer the more they are, a commit waits for the
    /// disk.
    static constexpr int slice = 50;
    /// How long that takes at most, without the commit.
    static constexpr std::chrono::milliseconds sliceTime{2};

    /// All are borrowed and outlive this. The engine will write @p databaseFile.
    HistoryKeeper(TaskEngine &engine, TaskOutputs &outputs, StorageWatch &storage,
                  const Clock &clock, QString databaseFile);
    ~HistoryKeeper() override;
    /// Stops the engine, in which there may be work of this, and ends what is carried over.
    void stop();

    QFuture<Result<Retention>> retention();
    /// Goes through the tasks at once. @p retention is within its bounds.
    QFuture<Result<void>> setRetention(const Retention &retention);
    /// Deletes, before all else, what is left of removed accounts: also where an earlier start has
    /// not come to its end. Any thread.
    void finishRemovals();

private:
    /// Where it is in one account.
    struct Place
    {
        AccountId account;
        qint64 before = 0; ///< the seq that it has come to
        qint64 kept = 0; ///< tasks so far, without those that are pinned
        qint64 keptBytes = 0; ///< of their output
    };

    // All the engine thread's.
    void beginIfDue();
    void beginSoon();
    Result<void> begin(WriteGroup &group);
    Result<void> takeUpRemovals(WriteGroup &group);
    void countOutput();
    void removeLeftOutput(const QList<AccountId> &accounts);
    void goOn();
    Result<void> takeStep(WriteGroup &group);
    Result<void> takeSlice(WriteGroup &group);
    Result<void> takeRemoved(WriteGroup &group);
    Result<void> removeRest(AccountId account, WriteGroup &group);
    Result<void> removeFrom(AccountId account, const QList<HistoryRow> &rows,
                            const std::function<bool(const HistoryRow &)> &isToGo,
                            WriteGroup &group);
    void settle(const QList<TaskId> &gone);
    void carryOver();
    Result<void> carryOnThread();
    bool mayHaveTooMuchOutput() const;
    bool isToGo(const HistoryRow &row, const QDateTime &now);

    TaskEngine &m_engine;
    TaskOutputs &m_outputs;
    StorageWatch &m_storage;
    const Clock &m_clock;
    const QString m_databaseFile;
    std::atomic<qint64> m_outputBytes = 0; ///< of all tasks as the pass began, or `unknown`
    std::unique_ptr<Database> m_log; ///< m_carrier's
    std::unique_ptr<Worker> m_carrier; ///< null after the end
    // All below are the engine thread's, and nobody's once that has stopped.
    std::stop_source m_counting; ///< of m_outputBytes
    Retention m_retention; ///< as the pass under way has it
    bool m_hasRemoved = false; ///< there may be removed accounts, which come before all others
    QList<Place> m_places; ///< of the accounts that are left; the last is the one at hand
    quint64 m_step = 0; ///< the one that is to come; those before it are no more
    std::chrono::milliseconds m_begunAt; ///< the last pass; on the monotonic clock
    QFuture<void> m_leftGone; ///< the output that a kill has left
    QFuture<void> m_outputGone; ///< of what the last slice has deleted
    QFuture<Result<void>> m_carriedOver; ///< likewise
    bool m_hasCarried = false; ///< the writer has not carried over what was committed meanwhile
    std::chrono::milliseconds m_lookedAt{}; ///< likewise, at the last slice
};

} // namespace headway
