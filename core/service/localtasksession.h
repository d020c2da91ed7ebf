#pragma once

#include "core/service/ownedoutputs.h"
#include "core/service/tasklookup.h"
#include "core/service/writegroup.h"
#include "core/session/principal.h"
#include "core/session/tasksession.h"

namespace headway {

class AuthService;
class StorageWatch;
class TaskIndexer;

/// The TaskSession of this process. Cannot be made without a Principal, and hands it down with
/// every call.
class LocalTaskSession final : public TaskSession
{
    Q_OBJECT

public:
    /// What all sessions of a service share; outlives them.
    struct Service
    {
        AuthService &auth;
        TaskEngine &engine;
        TaskBoard &board;
        StoreReader &reader;
        StoreReader &indexer;
        TaskOutputs &outputs;
        StorageWatch &storage;
        QString directory; ///< for files that are gone with the service
    };

    LocalTaskSession(const Service &service, const Principal &principal);
    ~LocalTaskSession() override;

    /// Signs this session out: every later call is refused.
    void end();
    bool isOver() const { return m_hasEnded; }
    const Principal &principal() const { return m_principal; }

    QString email() const override;
    QFuture<Result<Task>> create(const NewTask &task, const RequestKey &key) override;
    QFuture<Result<Task>> update(TaskId id, const TaskUpdate &update,
                                 const RequestKey &key) override;
    QFuture<Result<Task>> complete(TaskId id, const Completion &completion,
                                   const RequestKey &key) override;
    QFuture<Result<Task>> fail(TaskId id, const Failure &failure, const RequestKey &key) override;
    QFuture<Result<Task>> cancel(TaskId id, CancelScope scope, const RequestKey &key) override;
    QFuture<Result<Task>> pause(TaskId id, const RequestKey &key) override;
    QFuture<Result<Task>> resume(TaskId id, const RequestKey &key) override;
    QFuture<Result<Task>> pin(TaskId id, Pin pin, const RequestKey &key) override;
    QFuture<Result<Task>> retry(TaskId id, const RequestKey &key) override;
    QFuture<Result<Task>> heartbeat(TaskId id) override;
    QFuture<Result<void>> remove(TaskId id) override;
    QFuture<Result<Task>> task(TaskId id) override;
    QFuture<Result<Task>> waitForChange(TaskId id, quint64 known,
                                        std::chrono::milliseconds atMost) override;
    QFuture<Result<TaskPage>> list(const TaskFilter &filter) override;
    QFuture<Result<TaskIndex>> index(const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop) override;
    QFuture<Result<QList<Task>>> first(const TaskFilter &filter, const TaskSort &sort, int count,
                                       const std::stop_token &stop) override;
    QFuture<Result<QList<Task>>> tasksAt(const QList<quint32> &rows) override;
    QFuture<Result<TaskGroups>> groups(const QDateTime &since) override;
    QFuture<Result<TaskSpans>> spans(const Period &period) override;
    QFuture<Result<TaskStatistics>> statistics(const Period &period) override;
    QFuture<Result<QList<TaskRun>>> runs(const QString &name, const Period &period) override;
    QFuture<Result<qint64>> appendOutput(TaskId id, const QByteArray &bytes,
                                         std::optional<qint64> offset,
                                         const RequestKey &key) override;
    QFuture<Result<TaskOutput>> output(TaskId id, qint64 offset, qint64 limit) override;
    QFuture<Result<TaskCourse>> course(TaskId id) override;
    QFuture<Result<QList<Task>>> earlierRuns(TaskId id, int atMost) override;

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    enum class Need { Read, Write };

    /// Why a call that needs @p need is refused now, if it is.
    std::optional<Error> refusal(Need need) const;
    QFuture<Result<Task>> change(TaskId id, WriteGroup::Change change, const RequestKey &key);
    /// The same for what the task's own producer tells.
    QFuture<Result<Task>> report(TaskId id, WriteGroup::Change change, const RequestKey &key);
    const std::shared_ptr<TaskIndexer> &taskIndexer();
    void prepareSearch();

    const Service m_service;
    const Principal m_principal;
    const TaskLookup m_tasks;
    OwnedOutputs m_outputs;
    std::shared_ptr<TaskIndexer> m_index; ///< the indexer's thread's
    bool m_hasEnded = false;
    bool m_isSubscribed = false;
    bool m_preparesSearch = false;
};

} // namespace headway
