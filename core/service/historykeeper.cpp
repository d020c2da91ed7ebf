#include "core/service/historykeeper.h"

#include "core/base/future.h"
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
constexpr qint64 endOfHistory = std::numeric_limits<qint64>::max(); ///< the seq that all are before

bool allGo(const HistoryRow & /*row*/)
{
    return true;
}

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

void HistoryKeeper::finishRemovals()
{
    const auto takeUp = [this](WriteGroup &group) {
        Result<void> taken = takeUpRemovals(group);
        if (m_hasRemoved)
            goOn();
        return taken;
    };
    m_engine.submit<void>(takeUp, TaskEngine::Room::Made);
}

Result<void> HistoryKeeper::takeUpRemovals(WriteGroup &group)
{
    const Result<QList<AccountId>> removed = group.removedAccountIds();
    if (!removed)
        return removed.error();
    m_hasRemoved = !removed->isEmpty();
    if (m_hasRemoved)
        removeLeftOutput(*removed);
    return {};
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
        m_places.append({account, endOfHistory});
    countOutput();
    removeLeftOutput(*accounts);
    Result<void> taken = takeUpRemovals(group);
    carryOver(); // what others have committed
    m_outputs.forgetOldKeys();
    goOn();
    return taken;
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
    const auto look = [this, accounts] {
        QList<TaskId> left;
        const Result<std::unique_ptr<Database>> database = Database::openReadOnly(m_databaseFile);
        if (!database)
            return left;
        ChangeStore changes(**database);
        for (const AccountId account : accounts) {
            const Result<QList<TaskId>> deleted = changes.deleted(account);
            for (const TaskId id : deleted ? *deleted : QList<TaskId>()) {
                if (m_outputs.store().size(id) > 0)
                    left.append(id);
            }
        }
        return left;
    };
    m_leftGone = chained(m_carrier->post(look), [this](const QList<TaskId> &left) {
        return left.isEmpty() ? QtFuture::makeReadyFuture() : m_outputs.remove(left);
    });
}

void HistoryKeeper::goOn()
{
    m_lookedAt = m_clock.monotonic();
    if (m_places.isEmpty() && !m_hasRemoved)
        return beginIfDue(); // the next may have fallen into this one
    const auto take = [this, step = ++m_step](WriteGroup &group) {
        return step == m_step ? takeStep(group) : Result<void>();
    };
    m_engine.submitLater(slicePause, take,
                         m_hasRemoved ? TaskEngine::Room::Made : TaskEngine::Room::Needed);
}

Result<void> HistoryKeeper::takeStep(WriteGroup &group)
{
    const bool isBehind = !m_outputGone.isFinished() || !m_leftGone.isFinished()
        || !m_carriedOver.isFinished() || m_outputBytes == unknown;
    if (isBehind) {
        goOn();
        return {};
    }
    if (std::exchange(m_hasCarried, false))
        group.carryOver();
    return m_hasRemoved ? takeRemoved(group) : takeSlice(group);
}

/// Of one account all tasks, and then what else it has left. Which have been removed is asked each
/// time: the commit that has removed it may have failed.
Result<void> HistoryKeeper::takeRemoved(WriteGroup &group)
{
    const Result<QList<AccountId>> removed = group.removedAccountIds();
    if (!removed)
        return removed.error();
    m_hasRemoved = !removed->isEmpty();
    if (!m_hasRemoved) {
        goOn();
        return {};
    }
    const AccountId account = removed->constLast();
    const Result<QList<HistoryRow>> rows = group.history(account, endOfHistory, slice);
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? removeRest(account, group) : removeFrom(account, *rows, allGo, group);
}

Result<void> HistoryKeeper::removeRest(AccountId account, WriteGroup &group)
{
    const Result<AccountStore *> store = group.accounts();
    Result<void> removed = store ? (*store)->removeRest(account, slice) : store.error();
    group.afterCommit([this] {
        carryOver();
        goOn();
    });
    return removed;
}

/// What fails is left to the next pass.
Result<void> HistoryKeeper::takeSlice(WriteGroup &group)
{
    if (m_places.isEmpty()) // tried again after the last one failed
        return {};
    Place &place = m_places.last();
    const Result<QList<HistoryRow>> rows = group.history(place.account, place.before, slice);
    if (!rows)
        return rows.error();
    const auto look = [&](const HistoryRow &row) {
        place.before = row.seq;
        return isToGo(row, group.now());
    };
    Result<void> done = removeFrom(place.account, *rows, look, group);
    if (done && rows->isEmpty())
        m_places.removeLast();
    return done;
}

Result<void> HistoryKeeper::removeFrom(AccountId account, const QList<HistoryRow> &rows,
                                       const std::function<bool(const HistoryRow &)> &isToGo,
                                       WriteGroup &group)
{
    const std::chrono::milliseconds end = m_clock.monotonic() + sliceTime;
    QList<TaskId> gone;
    for (const HistoryRow &row : rows) {
        if (!isToGo(row))
            continue;
        const Result<bool> removed = group.removeAtOnce(account, row);
        if (!removed)
            return removed.error();
        if (*removed)
            gone.append(row.id);
        if (m_engine.queueLength() > 0 || m_clock.monotonic() >= end)
            break;
    }
    group.afterCommit([this, gone] {
        settle(gone);
        goOn();
    });
    return gone.isEmpty() ? Result<void>() : group.forgetDeletions(account);
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
