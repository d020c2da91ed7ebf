#include "core/service/ownedoutputs.h"

#include "core/model/limits.h"
#include "core/service/taskengine.h"
#include "core/service/tasklookup.h"
#include "core/service/taskoutputs.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

using Given = Result<std::optional<qint64>>;

Error hasEnded(const Task &task)
{
    return {ErrorCode::StateForbids, u"The task has ended as %1."_s.arg(wordOf(task.status))};
}

} // namespace

OwnedOutputs::OwnedOutputs(TaskOutputs &outputs, TaskEngine &engine, const TaskLookup &tasks,
                           const Principal &owner)
    : m_outputs(outputs)
    , m_engine(engine)
    , m_tasks(tasks)
    , m_owner(owner)
{
}

QFuture<Result<qint64>> OwnedOutputs::append(TaskId id, const QByteArray &bytes,
                                             std::optional<qint64> offset, const RequestKey &key)
{
    const Result<TaskPtr> live = m_tasks.onBoard(id);
    if (!live)
        return readyFuture<Result<qint64>>(live.error());
    const auto takesOutput = [](const Task &task) {
        return !isEnded(task.status) || task.status == TaskStatus::Lost;
    };
    if (*live && takesOutput(**live)) {
        noteLife(**live);
        return m_outputs.append(m_owner.account(), id, bytes, offset, key);
    }
    // Ended, or not to be found: the answer is some refusal.
    const auto refused =
        m_tasks.look<qint64>(id, [](const Task &task) -> Result<qint64> { return hasEnded(task); });
    return key.isEmpty() || offset ? refused : givenBefore(id, key, refused);
}

/// Of a task that is under way: its output keeps a lease, but makes none.
void OwnedOutputs::noteLife(const Task &task)
{
    if (!isEnded(task.status) && m_engine.renewLease(task.id) && task.stalled)
        m_engine.heartbeat(m_owner, task.id);
}

/// A piece that came before the end may come again after it: to the first answer.
QFuture<Result<qint64>> OwnedOutputs::givenBefore(TaskId id, const RequestKey &key,
                                                  const QFuture<Result<qint64>> &refused)
{
    const auto ask = [&outputs = m_outputs, id, key](const Result<qint64> &refusal) {
        if (refusal.error().code != ErrorCode::StateForbids)
            return readyFuture(refusal);
        return mapped(outputs.sizeAfter(id, key), [refusal](const Given &size) {
            if (!size)
                return Result<qint64>(size.error());
            return *size ? Result<qint64>(**size) : refusal;
        });
    };
    return chained(refused, ask);
}

QFuture<Result<TaskOutput>> OwnedOutputs::read(TaskId id, qint64 offset, qint64 limit)
{
    const qint64 atMost = qBound<qint64>(0, limit, limits::outputPostBytes);
    const Result<TaskPtr> live = m_tasks.onBoard(id);
    if (live && *live)
        return m_outputs.read(id, offset, atMost);
    const OutputStore &store = m_outputs.store();
    return m_tasks.look<TaskOutput>(
        id, [=, &store](const Task &) { return store.read(id, offset, atMost); });
}

} // namespace headway
