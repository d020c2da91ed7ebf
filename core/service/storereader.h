#pragma once

#include "core/base/worker.h"
#include "core/service/storagewatch.h"
#include "core/store/changestore.h"
#include "core/store/coursestore.h"
#include "core/store/database.h"
#include "core/store/endedtaskstore.h"
#include "core/store/groupstore.h"
#include "core/store/spanstore.h"
#include "core/store/statisticsstore.h"
#include "core/store/taskstore.h"

#include <memory>

namespace headway {

/// A thread with a reading connection of its own: history, search and what the board does not hold.
class StoreReader
{
public:
    /// @p name is the thread's.
    explicit StoreReader(const QString &name, Worker::Rank rank = Worker::Rank::Usual);
    ~StoreReader();

    /// Waits. The database exists and is up to date. @p storage is borrowed, outlives this and is
    /// told of damage. Errors: StorageFailed.
    Result<void> open(const QString &databaseFile, StorageWatch &storage);
    /// Finishes what was asked and closes the connection: before the writer's, so that the writer,
    /// being the last, can leave the database in one file. Waits; nothing may be read after it.
    void stop();

    /// Runs @p query(TaskStore &) on the thread. @return a future of its result
    template <typename Query>
    auto read(Query query)
    {
        return m_worker->post([this, query = std::move(query)] { return query(*m_tasks); });
    }

    /// The same as read() with @p query(ChangeStore &).
    template <typename Query>
    auto readChanges(Query query)
    {
        return m_worker->post([this, query = std::move(query)] { return query(*m_changes); });
    }

    /// The same with @p query(GroupStore &), and all that it reads is of one moment.
    template <typename Query>
    auto readGroups(Query query)
    {
        return atOnce(std::move(query), m_groups);
    }

    /// The same as readGroups() with @p query(SpanStore &).
    template <typename Query>
    auto readSpans(Query query)
    {
        return atOnce(std::move(query), m_spans);
    }

    /// The same as readGroups() with @p query(StatisticsStore &).
    template <typename Query>
    auto readStatistics(Query query)
    {
        return atOnce(std::move(query), m_statistics);
    }

    /// The same as readGroups() with @p query(TaskStore &, EndedTaskStore &).
    template <typename Query>
    auto readEnded(Query query)
    {
        return atOnce(std::move(query), m_tasks, m_ended);
    }

    /// The same as readGroups() with @p query(TaskStore &, CourseStore &).
    template <typename Query>
    auto readCourse(Query query)
    {
        return atOnce(std::move(query), m_tasks, m_course);
    }

private:
    template <typename Query, typename... Store>
    auto atOnce(Query query, const std::unique_ptr<Store> &...stores)
    {
        return m_worker->post(
            [this, query = std::move(query), &stores...]() -> decltype(query(*stores...)) {
                if (const Result<void> begun = m_database->beginRead(); !begun)
                    return begun.error();
                auto result = query(*stores...);
                m_database->rollback();
                return result;
            });
    }

    std::unique_ptr<Database> m_database; ///< the thread's
    std::unique_ptr<TaskStore> m_tasks; ///< the thread's
    std::unique_ptr<EndedTaskStore> m_ended; ///< the thread's
    std::unique_ptr<ChangeStore> m_changes; ///< the thread's
    std::unique_ptr<GroupStore> m_groups; ///< the thread's
    std::unique_ptr<SpanStore> m_spans; ///< the thread's
    std::unique_ptr<StatisticsStore> m_statistics; ///< the thread's
    std::unique_ptr<CourseStore> m_course; ///< the thread's
    std::unique_ptr<Worker> m_worker;
};

} // namespace headway
