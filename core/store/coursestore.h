#pragma once

#include "core/model/taskcourse.h"
#include "core/store/statement.h"

namespace headway {

/// What the runs of tasks were like, in the database; gone with their tasks. Written for a
/// Task::row whose owner has been checked, and read for an owner. Belongs to its database's thread.
/// Errors of all: StorageFailed, StorageFull.
class CourseStore
{
public:
    /// Of a task, besides the first one.
    static constexpr int statesKept = 200;

    explicit CourseStore(Database &database);

    /// The present state is not among them unless it was noted. Keeps the first one and the last
    /// statesKept.
    Result<void> insert(quint32 task, const StateChange &state);
    Result<void> insert(quint32 task, const CourseSample &sample);
    /// Takes away every second sample, and leaves the last one.
    Result<void> thinOut(quint32 task);

    /// How many samples there are, and how far they go.
    struct Extent
    {
        int count = 0;
        std::chrono::milliseconds last{}; ///< CourseSample::elapsed of the last one
    };
    Result<Extent> extent(quint32 task);

    /// What was noted of the account's task, in order.
    Result<QList<StateChange>> states(AccountId owner, TaskId id);
    Result<QList<CourseSample>> samples(AccountId owner, TaskId id);
    /// Runs of the same before the account's @p task, @p atMost of them: first the attempts that it
    /// follows, then those of its name and kind that ended last before its end. Costs the same
    /// however many there were; of those that bear the name it looks at the newest thousand.
    Result<QList<Task>> earlierRuns(AccountId owner, const Task &task, int atMost);

    /// The statement of earlierRuns(), for whoever wants to know how it is carried out.
    static QString selectOfSameName();

private:
    Result<QList<Task>> attemptsBefore(AccountId owner, const Task &task, int atMost);

    Statement m_insertState;
    Statement m_dropStates;
    Statement m_insertSample;
    Statement m_thinOut;
    Statement m_extent;
    Statement m_states;
    Statement m_samples;
    Statement m_attempt;
    Statement m_sameName;
};

} // namespace headway
