#pragma once

#include "core/model/limits.h"
#include "core/session/tasksession.h"

#include <QHash>

#include <functional>

namespace headway {

/// Tasks in memory, behind the contract. Answers at once, or when the test says so.
class FakeTaskSession final : public TaskSession
{
public:
    explicit FakeTaskSession(const QString &email);
    ~FakeTaskSession() override;

    /// As if its producer had done it: adds or replaces, with a new revision, and tells.
    void put(const QList<Task> &tasks);
    void put(const Task &task) { put(QList<Task>{task}); }
    /// The same without telling: as if it had been so before.
    void begin(const QList<Task> &tasks);
    void drop(const QList<TaskId> &ids);
    void write(TaskId id, const QByteArray &bytes);
    /// What course() answers of it besides its states.
    void record(TaskId id, const QList<CourseSample> &samples) { m_samples.insert(id, samples); }
    /// Of which tasks course() was asked.
    QList<TaskId> coursesAsked() const { return m_coursesAsked; }
    void end();

    /// From now on answers wait for answer().
    void holdAnswers() { m_holds = true; }
    /// Gives the answers that wait, in the order of the calls, and holds no more.
    void answer();
    /// What every call answers from now on, instead of what it should.
    void failWith(const std::optional<Error> &error) { m_error = error; }

    Task stored(TaskId id) const;
    QList<TaskId> cancelled() const { return m_cancelled; }
    QList<TaskId> removed() const { return m_removed; }
    QList<TaskFilter> listed() const { return m_listed; }
    QList<TaskSort> indexed() const { return m_indexed; }
    /// The rows of every call of tasksAt().
    QList<QList<quint32>> fetched() const { return m_fetched; }
    /// From now on index() knows of nothing that is newer, as one that was kept does not.
    void keepIndexAtNow() { m_indexRevision = m_revision; }
    /// From now on first() gives tasks, which are there before the index of the same question.
    void giveFirst() { m_givesFirst = true; }
    /// Gives the one answer that has waited longest, and holds the others.
    void answerOne();
    /// What became of each call of index(): whether it is no longer wanted.
    QList<bool> stopped() const;
    /// How often groups() has been called.
    int grouped() const { return m_grouped; }

    /// The periods of every call of spans().
    QList<Period> spanned() const { return m_spanned; }
    /// The periods of every call of statistics().
    QList<Period> counted() const { return m_counted; }
    /// What statistics() answers, and runs() of whatever name.
    void setStatistics(const TaskStatistics &statistics, const QList<TaskRun> &runs);
    /// The names of every call of runs().
    QStringList ran() const { return m_ran; }
    /// From now on spans() gives @p count spans at most.
    void cutSpansAt(qsizetype count) { m_spansAtMost = count; }

    /// Bytes that output() has given out.
    qint64 outputRead() const { return m_outputRead; }

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
    QFuture<Result<Task>> waitForChange(TaskId id, quint64 known,
                                        std::chrono::milliseconds atMost) override;
    QFuture<Result<TaskGroups>> groups(const QDateTime &since) override;
    QFuture<Result<TaskSpans>> spans(const Period &period) override;
    QFuture<Result<TaskStatistics>> statistics(const Period &period) override;
    QFuture<Result<QList<TaskRun>>> runs(const QString &name, const Period &period) override;
    QFuture<Result<TaskPage>> list(const TaskFilter &filter) override;
    QFuture<Result<TaskIndex>> index(const TaskFilter &filter, const TaskSort &sort,
                                     const std::stop_token &stop = {}) override;
    QFuture<Result<QList<Task>>> first(const TaskFilter &filter, const TaskSort &sort, int count,
                                       const std::stop_token &stop = {}) override;
    QFuture<Result<QList<Task>>> tasksAt(const QList<quint32> &rows) override;
    QFuture<Result<qint64>> appendOutput(TaskId id, const QByteArray &bytes,
                                         std::optional<qint64> offset = {},
                                         const RequestKey &key = {}) override;
    QFuture<Result<TaskOutput>> output(TaskId id, qint64 offset, qint64 limit) override;
    QFuture<Result<TaskCourse>> course(TaskId id) override;
    QFuture<Result<QList<Task>>> earlierRuns(TaskId id, int atMost) override;

private:
    using Change = std::function<Result<void>(Task &)>;

    template <typename T>
    QFuture<Result<T>> reply(Result<T> result);
    QFuture<Result<Task>> change(TaskId id, const Change &change);
    QList<Task> newestFirst() const;
    /// Those that have ended and match, as far as they are known.
    QList<Task> history(const TaskFilter &filter, const TaskSort &sort) const;
    QDateTime now() const { return QDateTime::currentDateTimeUtc(); }

    QString m_email;
    QHash<TaskId, Task> m_tasks;
    QHash<TaskId, QByteArray> m_output;
    QHash<TaskId, QList<CourseSample>> m_samples;
    QList<TaskId> m_coursesAsked;
    qint64 m_outputRead = 0;
    quint64 m_revision = 0;
    quint32 m_row = 0;
    QList<TaskId> m_cancelled;
    QList<TaskId> m_removed;
    QList<TaskFilter> m_listed;
    QList<TaskSort> m_indexed;
    QList<QList<quint32>> m_fetched;
    int m_grouped = 0;
    QList<Period> m_spanned;
    QList<Period> m_counted;
    QStringList m_ran;
    TaskStatistics m_statistics;
    QList<TaskRun> m_runs;
    qsizetype m_spansAtMost = limits::spanCount;
    std::optional<quint64> m_indexRevision;
    std::optional<Error> m_error;
    bool m_holds = false;
    QList<std::function<void()>> m_waiting;
    QList<std::stop_token> m_stops;
    bool m_givesFirst = false;
};

} // namespace headway
