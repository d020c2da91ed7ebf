#include "core/service/taskengine.h"

#include "core/base/logtext.h"

#include <QLoggingCategory>

#include <chrono>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcEngine, "headway.engine")

namespace {

constexpr size_t groupSizeMax = 1000;
constexpr auto answersKept = 24h;
constexpr auto pruneInterval = 1h;

} // namespace

TaskEngine::TaskEngine(TaskBoard &board, const Clock &clock)
    : m_board(board)
    , m_clock(clock)
    , m_worker(std::make_unique<Worker>(u"headway-engine"_s))
{
    qRegisterMetaType<TaskChanges>();
    qRegisterMetaType<AccountId>();
}

TaskEngine::~TaskEngine()
{
    stop();
}

void TaskEngine::stop()
{
    if (!m_worker)
        return;
    m_worker->post([this] { m_stores.reset(); }); // behind every drain(): closed in its own thread
    m_worker.reset();
}

Result<void> TaskEngine::open(const QString &databaseFile)
{
    return m_worker->post([this, databaseFile] { return openOnThread(databaseFile); }).result();
}

Result<void> TaskEngine::openOnThread(const QString &databaseFile)
{
    Result<std::unique_ptr<Database>> database = Database::open(databaseFile);
    if (!database)
        return database.error();
    auto stores = std::make_unique<WriterStores>(std::move(*database));
    const Result<quint64> revision = stores->tasks.revision();
    if (!revision)
        return revision.error();
    m_revision = *revision;
    m_prunedAt = m_clock.monotonic() - pruneInterval; // the first group does it
    const Result<QList<StoredAccount>> accounts = stores->accounts.accounts();
    if (!accounts)
        return accounts.error();
    for (const StoredAccount &stored : *accounts) {
        const Result<QList<Task>> live = stores->tasks.live(stored.account.id);
        if (!live)
            return live.error();
        m_board.apply({*live, {}});
    }
    m_stores = std::move(stores);
    return {};
}

QFuture<Result<Task>> TaskEngine::create(const Principal &by, const NewTask &task,
                                         const RequestKey &key)
{
    return submit<Task>([=](WriteGroup &group) { return group.create(by, task, key); });
}

QFuture<Result<Task>> TaskEngine::retry(const Principal &by, TaskId id, const RequestKey &key)
{
    return submit<Task>([=](WriteGroup &group) { return group.retry(by, id, key); });
}

QFuture<Result<Task>> TaskEngine::change(const Principal &by, TaskId id, WriteGroup::Change change,
                                         const RequestKey &key)
{
    return submit<Task>([=, change = std::move(change)](WriteGroup &group) {
        return group.change(by, id, change, key);
    });
}

void TaskEngine::enqueue(std::unique_ptr<Operation> operation)
{
    const QMutexLocker locker(&m_mutex);
    m_queue.push_back(std::move(operation));
    if (m_isScheduled)
        return;
    m_isScheduled = true;
    m_worker->post([this] { drain(); });
}

TaskEngine::Operations TaskEngine::takeGroup()
{
    const QMutexLocker locker(&m_mutex);
    const auto end =
        m_queue.begin() + static_cast<std::ptrdiff_t>(std::min(m_queue.size(), groupSizeMax));
    Operations group(std::make_move_iterator(m_queue.begin()), std::make_move_iterator(end));
    m_queue.erase(m_queue.begin(), end);
    m_isScheduled = !group.empty();
    return group;
}

qsizetype TaskEngine::queueLength()
{
    const QMutexLocker locker(&m_mutex);
    return static_cast<qsizetype>(m_queue.size());
}

void TaskEngine::drain()
{
    for (Operations group = takeGroup(); !group.empty(); group = takeGroup())
        commitGroup(group);
}

void TaskEngine::commitGroup(const Operations &operations)
{
    WriteGroup group(*m_stores, m_board, m_revision, m_clock.now());
    pruneIfDue(group);
    for (const auto &operation : operations) {
        if (!group.failure())
            operation->apply(group);
    }
    const Result<void> committed = group.commit();
    m_commits += committed.isOk() ? 1 : 0;
    if (committed)
        publish(group);
    else
        qCWarning(lcEngine).noquote() << "commit failed:" << logText(committed.error().detail);
    for (const auto &operation : operations)
        operation->resolve(committed);
}

void TaskEngine::pruneIfDue(WriteGroup &group)
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    if (now - m_prunedAt < pruneInterval)
        return;
    m_prunedAt = now;
    group.prune(group.now().addDuration(-answersKept));
}

void TaskEngine::publish(const WriteGroup &group)
{
    const QHash<AccountId, TaskChanges> &changes = group.changes();
    for (const TaskChanges &ofOwner : changes)
        m_board.apply(ofOwner);
    group.runAfterCommit();
    for (auto owner = changes.begin(); owner != changes.end(); ++owner)
        Q_EMIT committed(owner.key(), owner.value());
}

} // namespace headway
