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
constexpr auto slicePause = 10ms; ///< between two slices; as long as a slice takes, or longer

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

void HistoryKeeper::goOn()
{
    m_lookedAt = m_clock.monotonic();
    if (m_places.isEmpty())
        return;
    m_engine.submitLater(slicePause, [this, pass = m_pass](WriteGroup &group) {
        if (pass != m_pass)
            return Result<void>();
        if (m_carriedOver.isFinished() && m_outputBytes != unknown)
            return takeSlice(group);
        goOn();
        return Result<void>();
    });
}

/// What fails is left to the next pass.
Result<void> HistoryKeeper::takeSlice(WriteGroup &group)
{
    if (m_places.isEmpty()) // tried again after the last one failed
        return {};
    Place &place = m_places.last();
    const AccountId account = place.account;
    const Result<QList<HistoryRow>> rows = group.history(account, place.before, slice);
    if (!rows)
        return rows.error();
    QList<TaskId> leaving;
    for (const HistoryRow &row : *rows) {
        place.before = row.seq;
        if (isToGo(row, group.now()) && group.removeEnded(account, row.id))
            leaving.append(row.id);
        if (leaving.size() == deletionsMax)
            break;
    }
    if (leaving.size() < deletionsMax && rows->size() < slice)
        m_places.removeLast();
    group.afterCommit([this, leaving] {
        m_outputs.remove(leaving);
        if (!leaving.isEmpty())
            carryOver();
        goOn();
    });
    return leaving.isEmpty() ? Result<void>() : group.forgetDeletions(account);
}

/// What fails is left to the writer.
void HistoryKeeper::carryOver()
{
    m_carriedOver = m_carrier->post([file = m_databaseFile, &storage = m_storage] {
        return Database::carryOver(file, [&storage] { storage.noteDamage(); });
    });
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
