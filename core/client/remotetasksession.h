#pragma once

#include "core/client/apiclient.h"
#include "core/session/tasksession.h"

#include <memory>

namespace headway {

class ChangeStream;
class GrowthPoll;

/// A TaskSession at a service elsewhere, over HTTP: its server decides what the credential may see.
/// `changed` comes over the event stream, which is open only while somebody is connected to it;
/// `outputGrew` of the one task alone whose output was asked for last, while it is under way.
class RemoteTaskSession final : public TaskSession
{
    Q_OBJECT

public:
    /// @p email is whose credential the client has, as far as that is known.
    explicit RemoteTaskSession(std::unique_ptr<ApiClient> client, QString email = {});
    ~RemoteTaskSession() override;

    /// For what is no task's.
    ApiClient &client() { return *m_client; }
    /// Ends it on this side: every later call is refused.
    void end();
    /// There is reason to believe that a service that was away is back.
    void comeNow();

    QString email() const override { return m_email; }

    QFuture<Result<Task>> create(const NewTask &task, const RequestKey &key = {}) override;
    QFuture<Result<Task>> update(TaskId id, const TaskUpdate &update,
                                 const RequestKey &key = {}) override;
    QFuture<Result<Task>> complete(TaskId id, const Completion &completion,
                                   const RequestKey &key = {}) override;
    QFuture<Result<Task>> fail(TaskId id, const Failure &failure,
                               const RequestKey &key = {}) override;
    QFuture<Result<Task>> cancel(TaskId id, CancelScope scope = CancelScope::PendingToo,
                                 const RequestKey &key = {}) override;
    QFuture<Result<Task>> pause(TaskId id, const RequestKey &key = {}) override;
    QFuture<Result<Task>> resume(TaskId id, const RequestKey &key = {}) override;
    QFuture<Result<Task>> pin(TaskId id, Pin pin, const RequestKey &key = {}) override;
    QFuture<Result<Task>> retry(TaskId id, const RequestKey &key = {}) override;
    QFuture<Result<Task>> heartbeat(TaskId id) override;
    QFuture<Result<void>> remove(TaskId id) override;
    QFuture<Result<Task>> task(TaskId id) override;
    /// The service holds for whole seconds, and may answer earlier with the task unchanged.
    QFuture<Result<Task>> waitForChange(TaskId id, quint64 known,
                                        std::chrono::milliseconds atMost) override;
    QFuture<Result<TaskPage>> list(const TaskFilter &filter) override;
    QFuture<Result<TaskIndex>> index(const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop = {}) override;
    QFuture<Result<QList<Task>>> first(const TaskFilter &filter, const TaskSort &sort, int count,
                                       const std::stop_token &stop = {}) override;
    QFuture<Result<QList<Task>>> tasksAt(const QList<quint32> &rows) override;
    QFuture<Result<TaskGroups>> groups(const QDateTime &since) override;
    QFuture<Result<TaskSpans>> spans(const Period &period) override;
    QFuture<Result<TaskStatistics>> statistics(const Period &period) override;
    QFuture<Result<QList<TaskRun>>> runs(const QString &name, const Period &period) override;
    QFuture<Result<qint64>> appendOutput(TaskId id, const QByteArray &bytes,
                                         std::optional<qint64> offset = {},
                                         const RequestKey &key = {}) override;
    QFuture<Result<TaskOutput>> output(TaskId id, qint64 offset, qint64 limit) override;
    QFuture<Result<TaskCourse>> course(TaskId id) override;
    QFuture<Result<QList<Task>>> earlierRuns(TaskId id, int atMost) override;

protected:
    void connectNotify(const QMetaMethod &signal) override;
    void disconnectNotify(const QMetaMethod &signal) override;

private:
    void closeIdleStream();
    QFuture<Result<QList<TaskRun>>> runsOfLong(const QString &name, const Period &period);
    QFuture<Result<ApiAnswer>> askRuns(const QUrlQuery &query);
    QFuture<Result<ApiAnswer>> send(const ApiRequest &request);
    QFuture<Result<Task>> post(TaskId id, const QByteArray &action, const QByteArray &body,
                               const RequestKey &key);

    std::unique_ptr<ApiClient> m_client;
    QString m_email;
    bool m_hasEnded = false;
    std::unique_ptr<ChangeStream> m_stream;
    std::unique_ptr<GrowthPoll> m_growth; ///< while somebody is connected to `outputGrew`
};

} // namespace headway
