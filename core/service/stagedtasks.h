#pragma once

#include "core/base/result.h"
#include "core/model/taskchanges.h"
#include "core/model/taskcourse.h"
#include "core/model/taskptr.h"

#include <QHash>

#include <vector>

namespace headway {

class CourseRecorder;
class TaskStore;

/// The tasks that one group makes, changes and deletes, as they are to be. They are gathered here
/// and written in the order in which they were first touched, each once however often it changed,
/// and behind it what is kept of its course. The engine's thread's.
class StagedTasks
{
public:
    struct Staged
    {
        TaskPtr task; ///< as it is to be; never null
        bool isNew = false;
        bool isDirty = true;
        bool hasProgressOnly = false; ///< nothing else is to be written
        bool isDeleted = false;
    };

    /// Both are borrowed.
    StagedTasks(TaskStore &store, CourseRecorder &course);

    bool isEmpty() const { return m_order.empty(); }
    /// Null when the group has not touched it. Good until the next change here.
    const Staged *find(TaskId id) const;

    void add(Task task);
    /// @p after differs from @p before, what the task has been so far, since @p now.
    void change(const Task &before, Task after, const QDateTime &now);
    /// Its revision is that of the deletion.
    void remove(Task task);

    /// Writes what has not been written yet, at @p now, in the transaction that has begun.
    Result<void> write(const QDateTime &now);
    /// Deletes it in the database too. Nothing may have been staged of it.
    Result<void> removeAtOnce(Task task);
    /// All has been committed. @return what is to be told of that, by owner
    QHash<AccountId, TaskChanges> settle();

private:
    void put(Task task, bool isNew, bool hasProgressOnly = false);
    Result<void> write(const Staged &staged);
    Result<void> record(const Staged &staged, const QDateTime &now);
    Result<void> recordStates();

    TaskStore &m_store;
    CourseRecorder &m_course;
    QHash<TaskId, Staged> m_tasks;
    std::vector<TaskId> m_order; ///< of the first touch
    std::vector<std::pair<TaskId, StateChange>> m_states; ///< not written yet
};

} // namespace headway
