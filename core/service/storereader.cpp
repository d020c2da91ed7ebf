#include "core/service/storereader.h"

namespace headway {

StoreReader::StoreReader(const QString &name, Worker::Rank rank)
    : m_worker(std::make_unique<Worker>(name, rank))
{
}

StoreReader::~StoreReader()
{
    stop();
}

void StoreReader::stop()
{
    if (!m_worker)
        return;
    m_worker->post([this] {
        m_statistics.reset();
        m_spans.reset();
        m_course.reset();
        m_groups.reset();
        m_changes.reset();
        m_ended.reset();
        m_tasks.reset();
        m_database.reset();
    });
    m_worker.reset();
}

Result<void> StoreReader::open(const QString &databaseFile, StorageWatch &storage)
{
    return m_worker
        ->post([this, databaseFile, &storage]() -> Result<void> {
            Result<std::unique_ptr<Database>> database = Database::openReader(databaseFile);
            if (!database)
                return database.error();
            m_database = std::move(*database);
            m_database->whenDamaged([&storage] { storage.noteDamage(); });
            m_tasks = std::make_unique<TaskStore>(*m_database);
            m_ended = std::make_unique<EndedTaskStore>(*m_database);
            m_changes = std::make_unique<ChangeStore>(*m_database);
            m_groups = std::make_unique<GroupStore>(*m_database);
            m_spans = std::make_unique<SpanStore>(*m_database);
            m_statistics = std::make_unique<StatisticsStore>(*m_database);
            m_course = std::make_unique<CourseStore>(*m_database);
            return {};
        })
        .result();
}

} // namespace headway
