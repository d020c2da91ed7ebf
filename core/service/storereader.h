#pragma once

#include "core/base/worker.h"
#include "core/store/changestore.h"
#include "core/store/coursestore.h"
#include "core/store/database.h"
#include "core/store/groupstore.h"
#include "core/store/taskstore.h"

#include <memory>

namespace headway {

/// A thread with a reading connection of its own: history, search and what the board does not hold.
class StoreReader
{
public:
    /// @p name is the thread's.
    explicit StoreReader(const QString &name);
    ~StoreReader();

    /// Waits. The database exists and is up to date. Errors: StorageFailed.
    Result<void> open(const QString &databaseFile);
    /// Finishes what was asked and closes the connection: before the writer's, so that the writer,
    /// being the last, can leave the database in one file. Waits; nothing may be read after it.
    void stop();

    /// Runs @p query(TaskStore &) on the thread. @return a future of its result
    template <typename Query>
    auto read(Query query)
    {
        return m_worker->post([this, query = std::move(query)] { return query(*m_tasks); });
    }

    /// The same, and all that @p query reads is of one moment.
    template <typename Query>
    auto readAtOnce(Query query)
    {
        return m_worker->post([this, query = std::move(query)]() -> decltype(query(*m_tasks)) {
            if (const Result<void> begun = m_database->beginRead(); !begun)
                return begun.error();
            auto result = query(*m_tasks);
            m_database->rollback();
            return result;
        });
    }

    /// The same as read() with @p query(ChangeStore &).
    template <typename Query>
    auto readChanges(Query query)
    {
        return m_worker->post([this, query = std::move(query)] { return query(*m_changes); });
    }

    /// The same as readAtOnce() with @p query(GroupStore &).
    template <typename Query>
    auto readGroups(Query query)
    {
        return m_worker->post([this, query = std::move(query)]() -> decltype(query(*m_groups)) {
            if (const Result<void> begun = m_database->beginRead(); !begun)
                return begun.error();
            auto result = query(*m_groups);
            m_database->rollback();
            return result;
        });
    }

    /// The same with @p query(TaskStore &, CourseStore &).
    template <typename Query>
    auto readCourse(Query query)
    {
        return m_worker->post(
            [this, query = std::move(query)]() -> decltype(query(*m_tasks, *m_course)) {
                if (const Result<void> begun = m_database->beginRead(); !begun)
                    return begun.error();
                auto result = query(*m_tasks, *m_course);
                m_database->rollback();
                return result;
            });
    }

private:
    std::unique_ptr<Database> m_database; ///< the thread's
    std::unique_ptr<TaskStore> m_tasks; ///< the thread's
    std::unique_ptr<ChangeStore> m_changes; ///< the thread's
    std::unique_ptr<GroupStore> m_groups; ///< the thread's
    std::unique_ptr<CourseStore> m_course; ///< the thread's
    std::unique_ptr<Worker> m_worker;
};

} // namespace headway
