#pragma once

#include "core/base/result.h"
#include "core/model/task.h"
#include "core/model/taskoutput.h"
#include "core/session/requestkey.h"

#include <QFuture>

namespace headway {

class Principal;
class TaskEngine;
class TaskLookup;
class TaskOutputs;

/// What the tasks of one account have written: looks first whose a task is, and whether it may
/// still write. The session's thread's.
class OwnedOutputs
{
public:
    /// All are borrowed.
    OwnedOutputs(TaskOutputs &outputs, TaskEngine &engine, const TaskLookup &tasks,
                 const Principal &owner);

    /// A sign of life as well. @return as OutputStore::append(). Errors: StateForbids when the task
    /// has ended, unless it was lost, or @p key came before that.
    QFuture<Result<qint64>> append(TaskId id, const QByteArray &bytes, std::optional<qint64> offset,
                                   const RequestKey &key);
    QFuture<Result<TaskOutput>> read(TaskId id, qint64 offset, qint64 limit);

private:
    void noteLife(const Task &task);
    QFuture<Result<qint64>> givenBefore(TaskId id, const RequestKey &key,
                                        const QFuture<Result<qint64>> &refused);

    TaskOutputs &m_outputs;
    TaskEngine &m_engine;
    const TaskLookup &m_tasks;
    const Principal &m_owner;
};

} // namespace headway
