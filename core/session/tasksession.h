#pragma once

#include "core/base/result.h"
#include "core/model/newtask.h"
#include "core/model/period.h"
#include "core/model/taskchanges.h"
#include "core/model/taskcourse.h"
#include "core/model/taskfilter.h"
#include "core/model/taskgroups.h"
#include "core/model/taskindex.h"
#include "core/model/taskoutput.h"
#include "core/model/tasksort.h"
#include "core/model/taskspan.h"
#include "core/model/taskstatistics.h"
#include "core/model/taskupdate.h"
#include "core/session/requestkey.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <memory>
#include <stop_token>

namespace headway {

/// What one signed-in user can see and do: the only way to a task. It shows tasks of its own
/// account and no other. Every call returns at once; its future comes when the change is on disk,
/// in whatever thread (use whenDone()), and is never cancelled.
///
/// Errors of every call: NotSignedIn once the credential has ended, StorageFailed, StorageFull,
/// Unreachable (over HTTP); of calls with an id besides: NotFound, AccessDenied for another
/// account's task.
class TaskSession : public QObject
{
    Q_OBJECT

public:
    ~TaskSession() override;

    virtual QString email() const = 0;

    /// Errors: InvalidArgument when retryOf names no task of this account.
    virtual QFuture<Result<Task>> create(const NewTask &task, const RequestKey &key = {}) = 0;
    /// Errors: StateForbids when it has ended, StaleSequence.
    virtual QFuture<Result<Task>> update(TaskId id, const TaskUpdate &update,
                                         const RequestKey &key = {}) = 0;
    /// Errors: StateForbids.
    virtual QFuture<Result<Task>> complete(TaskId id, const Completion &completion,
                                           const RequestKey &key = {}) = 0;
    /// A task that was being cancelled ends as cancelled. Errors: StateForbids.
    virtual QFuture<Result<Task>> fail(TaskId id, const Failure &failure,
                                       const RequestKey &key = {}) = 0;
    /// Errors: NotProcessing.
    virtual QFuture<Result<Task>> cancel(TaskId id, CancelScope scope = CancelScope::PendingToo,
                                         const RequestKey &key = {}) = 0;
    /// Its runner stops its processes; any other producer learns of it. Errors: StateForbids unless
    /// it is processing.
    virtual QFuture<Result<Task>> pause(TaskId id, const RequestKey &key = {}) = 0;
    /// Errors: StateForbids unless it is paused.
    virtual QFuture<Result<Task>> resume(TaskId id, const RequestKey &key = {}) = 0;
    /// Makes a new attempt at an ended task, pending; whoever is to run it takes it from there.
    /// @return the new one. Errors: StateForbids.
    virtual QFuture<Result<Task>> retry(TaskId id, const RequestKey &key = {}) = 0;
    /// Keeps the task beyond all bounds of the history, or no longer; of any task.
    virtual QFuture<Result<Task>> pin(TaskId id, Pin pin, const RequestKey &key = {}) = 0;
    /// The producer lives. No commit, no revision, no event. Errors: StateForbids when it has
    /// ended.
    virtual QFuture<Result<Task>> heartbeat(TaskId id) = 0;
    /// Forgets an ended task and its output. Errors: StateForbids.
    virtual QFuture<Result<void>> remove(TaskId id) = 0;

    virtual QFuture<Result<Task>> task(TaskId id) = 0;
    /// The task as soon as its revision is not @p known, at the latest after @p atMost.
    virtual QFuture<Result<Task>> waitForChange(TaskId id, quint64 known,
                                                std::chrono::milliseconds atMost) = 0;
    virtual QFuture<Result<TaskPage>> list(const TaskFilter &filter) = 0;
    /// Which ended tasks @p filter lets through, whatever page it asks for, in the order of @p
    /// sort: all of them at once, however many, for a list that asks for those in sight with
    /// tasksAt(). Who does not want to know any more asks @p stop to stop: an answer comes, maybe
    /// sooner, and says nothing.
    virtual QFuture<Result<TaskIndex>> index(const TaskFilter &filter, const TaskSort &sort,
                                             const std::stop_token &stop = {}) = 0;
    /// Asked before index(): the first @p count of the tasks that it is going to give, in their
    /// order, for who shows these until then. None where there are fewer, or where they are not
    /// known any sooner.
    virtual QFuture<Result<QList<Task>>> first(const TaskFilter &filter, const TaskSort &sort,
                                               int count, const std::stop_token &stop = {}) = 0;
    /// The tasks in @p rows, in their order; one that is no more is left out, as is another
    /// account's. Errors: InvalidArgument for more than limits::pageSizeMax.
    virtual QFuture<Result<QList<Task>>> tasksAt(const QList<quint32> &rows) = 0;
    /// How the tasks are spread, and what of them has ended since @p since; costs the same however
    /// many there are, but for those.
    virtual QFuture<Result<TaskGroups>> groups(const QDateTime &since) = 0;
    /// What ran at some time in @p period, as far as it has started: at most limits::spanCount,
    /// those under way and those that ended last first.
    virtual QFuture<Result<TaskSpans>> spans(const Period &period) = 0;
    /// What began and ended in @p period. Errors: InvalidArgument for more than
    /// limits::statisticsDays.
    virtual QFuture<Result<TaskStatistics>> statistics(const Period &period) = 0;
    /// What ended in @p period of those tasks that are called @p name, whatever its case: the
    /// newest limits::runCount, the newest first; there may be more where there are as many.
    /// Errors: InvalidArgument for a name that is too long to be asked for over HTTP.
    virtual QFuture<Result<QList<TaskRun>>> runs(const QString &name, const Period &period) = 0;

    /// Adds to the task's output. With @p offset, only what lies beyond the present size is added,
    /// so that a piece sent twice is kept once; with @p key and no offset likewise, for a day at
    /// least, also when the task has ended meanwhile. Errors: StateForbids when the task has ended,
    /// InvalidArgument when @p offset is past the end, KeyReused.
    /// @return the size after it, in bytes: with a key, the one of the first time
    virtual QFuture<Result<qint64>> appendOutput(TaskId id, const QByteArray &bytes,
                                                 std::optional<qint64> offset = {},
                                                 const RequestKey &key = {}) = 0;
    /// At most @p limit bytes from @p offset on; a negative offset counts from the end.
    virtual QFuture<Result<TaskOutput>> output(TaskId id, qint64 offset, qint64 limit) = 0;
    /// What its run was like over time, as far as it was recorded.
    virtual QFuture<Result<TaskCourse>> course(TaskId id) = 0;
    /// Runs of the same before it, to compare it with: first the attempts that it follows, then
    /// those of its name and kind that ended last. At most @p atMost, and limits::earlierRuns.
    virtual QFuture<Result<QList<Task>>> earlierRuns(TaskId id, int atMost) = 0;

Q_SIGNALS:
    /// Committed changes of this account's tasks, in the order of their commits.
    void changed(const headway::TaskChanges &changes);
    /// Changes may have been missed, for once: what is known has to be listed anew. Over HTTP also
    /// when the changes begin to be told, for those of the instant before.
    void outdated();
    /// The task has written more; @p size is that of all its output, in bytes.
    void outputGrew(headway::TaskId id, qint64 size);
    /// The credential has ended: signed out, revoked, password changed. Nothing comes any more.
    void ended();
    /// Over HTTP, while somebody is connected to `changed`: nothing can be told for the time being.
    /// Once until resumed(), after which what happened meanwhile is told.
    void interrupted(const headway::Error &why);
    void resumed();

protected:
    using QObject::QObject;
};

using TaskSessionPtr = std::shared_ptr<TaskSession>;

} // namespace headway
