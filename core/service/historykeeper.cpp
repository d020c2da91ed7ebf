#include "core/service/historykeeper.h"

#include "core/service/storagewatch.h"
#include "core/service/taskengine.h"
#include "core/service/taskoutputs.h"
#include "core/store/database.h"

#include <limits>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto interval = 1h;
constexpr qint64 unknown = -1;
constexpr auto slicePause = 1ms; ///< between two slices, for others on the same processor

} // namespace

HistoryKeeper::HistoryKeeper(TaskEngine &engine, TaskOutputs &outputs, StorageWatch &storage,
                             const Clock &clock, QString databaseFile)
    : m_engine(engine)
    , m_outputs(outputs)
    , m_storage(storage)
    , m_clock(clock)
    , m_databaseFile(std::move(databaseFile))
    , m_carrier(std::make_unique<Worker>(u"headway-carrier"_s))
    , m_begunAt(clock.monotonic() - interval) // the first commit does it
{
    connect(&m_engine, &TaskEngine::committed, this, &HistoryKeeper::beginIfDue,
            Qt::DirectConnection);
}

HistoryKeeper::~HistoryKeeper()
{
    stop();
}

void HistoryKeeper::stop()
{
    m_engine.stop();
    m_counting.request_stop();
    if (m_carrier)
        m_carrier->post([this] { m_log.reset(); }); // in its own thread
    m_carrier.reset();
}

QFuture<Result<Retention>> HistoryKeeper::retention()
{
    return m_engine.submit<Retention>([](WriteGroup &group) { return group.retention(); });
}

QFuture<Result<void>> HistoryKeeper::setRetention(const Retention &retention)
{
    const auto set = [this, retention](WriteGroup &group) {
        Result<void> done = group.setRetention(retention);
        if (done)
            group.afterCommit([this] { beginSoon(); });
        return done;
    };
    return m_engine.submit<void>(set, TaskEngine::Room::Made);
}

void HistoryKeeper::beginIfDue()
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    const bool isUnderWay = !m_places.isEmpty() && now - m_lookedAt < interval;
    if (!isUnderWay && now - m_begunAt >= interval)
        beginSoon();
}

void HistoryKeeper::beginSoon()
{
    m_begunAt = m_clock.monotonic();
    m_engine.submitLater(0ms, [this](WriteGroup &group) { return begin(group); });
}

/// Takes the place of a pass that is under way.
Result<void> HistoryKeeper::begin(WriteGroup &group)
{
    const Result<Retention> retention = group.retention();
    if (!retention)
        return retention.error();
    const Result<QList<AccountId>> accounts = group.accountIds();
    if (!accounts)
        return accounts.error();
    m_retention = *retention;
    m_places.clear();
    for (const AccountId account : *accounts)
        m_places.append({account, std::numeric_limits<qint64>::max()});
    ++m_pass;
    countOutput();
    removeLeftOutput(*accounts);
    carryOver(); // what others have committed
    m_outputs.forgetOldKeys();
    goOn();
    return {};
}

void HistoryKeeper::countOutput()
{
    m_counting.request_stop();
    m_counting = std::stop_source();
    m_outputBytes = m_retention.outputBytes ? unknown : 0;
    if (!m_retention.outputBytes)
        return;
    m_carrier->post([this, stop = m_counting.get_token()] {
        const qint64 bytes = m_outputs.store().totalSize(stop);
        if (!stop.stop_requested())
            m_outputBytes = bytes;
    });
}

/// That of tasks whose deletion was committed just before a kill, or written after it. Of no others
/// that are not there: it may be that their database comes back from a backup.
void HistoryKeeper::removeLeftOutput(const QList<AccountId> &accounts)
{
    m_carrier->post([this, accounts] {
        const Result<std::unique_ptr<Database>> database = Database::openReadOnly(m_databaseFile);
        if (!database)
            return;
        ChangeStore changes(**database);
        QList<TaskId> left;
        for (const AccountId account : accounts) {
            const Result<QList<TaskId>> deleted = changes.deleted(account);
            for (const TaskId id : deleted ? *deleted : QList<TaskId>()) {
                if (m_outputs.store().size(id) > 0)
                    left.append(id);
            }
        }
        if (!left.isEmpty())
            m_outputs.remove(left);
    });
}

void HistoryKeeper::goOn()
{
    m_lookedAt = m_clock.monotonic();
    if (m_places.isEmpty())
        return beginIfDue(); // the next may have fallen into this one
    m_engine.submitLater(slicePause, [this, pass = m_pass](WriteGroup &group) {
        if (pass != m_pass)
            return Result<void>();
        return takeStep(group);
    });
}

Result<void> HistoryKeeper::takeStep(WriteGroup &group)
{
    if (!m_outputGone.isFinished() || !m_carriedOver.isFinished() || m_outputBytes == unknown) {
        goOn();
        return {};
    }
    if (std::exchange(m_hasCarried, false))
        group.carryOver();
    return takeSlice(group);
}

/// What fails is left to the next pass.
Result<void> HistoryKeeper::takeSlice(WriteGroup &group)
{
    if (m_places.isEmpty()) // tried again after the last one failed
        return {};
    const AccountId account = m_places.last().account;
    const Result<QList<HistoryRow>> rows = group.history(account, m_places.last().before, slice);
    if (!rows)
        return rows.error();
    const Result<QList<TaskId>> gone = removeFrom(*rows, group);
    if (!gone)
        return gone.error();
    if (rows->isEmpty())
        m_places.removeLast();
    group.afterCommit([this, gone = *gone] {
        settle(gone);
        goOn();
    });
    return gone->isEmpty() ? Result<void>() : group.forgetDeletions(account);
}

Result<QList<TaskId>> HistoryKeeper::removeFrom(const QList<HistoryRow> &rows, WriteGroup &group)
{
    const std::chrono::milliseconds end = m_clock.monotonic() + sliceTime;
    QList<TaskId> gone;
    for (const HistoryRow &row : rows) {
        m_places.last().before = row.seq;
        if (!isToGo(row, group.now()))
            continue;
        const Result<bool> removed = group.removeEnded(m_places.last().account, row.id);
        if (!removed)
            return removed.error();
        if (*removed)
            gone.append(row.id);
        if (m_engine.queueLength() > 0 || m_clock.monotonic() >= end)
            break;
    }
    return gone;
}

void HistoryKeeper::settle(const QList<TaskId> &gone)
{
    if (gone.isEmpty())
        return;
    m_outputGone = m_outputs.remove(gone);
    carryOver();
}

/// What fails is left to the writer.
void HistoryKeeper::carryOver()
{
    m_hasCarried = true;
    m_carriedOver = m_carrier->post([this] { return carryOnThread(); });
}

/// Of the carrier.
Result<void> HistoryKeeper::carryOnThread()
{
    if (!m_log) {
        Result<std::unique_ptr<Database>> opened = Database::openCarrier(m_databaseFile);
        if (!opened)
            return opened.error();
        m_log = std::move(*opened);
        m_log->whenDamaged([this] { m_storage.noteDamage(); });
    }
    return m_log->carryAllOver();
}

/// Most of the time all of it is less than one account may have, and no task's size is looked up.
bool HistoryKeeper::mayHaveTooMuchOutput() const
{
    return m_retention.outputBytes && m_outputBytes > *m_retention.outputBytes;
}

bool HistoryKeeper::isToGo(const HistoryRow &row, const QDateTime &now)
{
    if (row.completedAt.isNull() || row.isPinned)
        return false;
    const std::optional<Retention::Days> age = m_retention.age(row.status);
    if (age && row.completedAt.addDuration(*age) < now)
        return true;
    Place &place = m_places.last();
    if (m_retention.tasks && place.kept >= *m_retention.tasks)
        return true;
    const qint64 bytes = mayHaveTooMuchOutput() ? m_outputs.store().size(row.id) : 0;
    if (mayHaveTooMuchOutput() && place.keptBytes + bytes > *m_retention.outputBytes)
        return true;
    ++place.kept;
    place.keptBytes += bytes;
    return false;
}

} // namespace headway
