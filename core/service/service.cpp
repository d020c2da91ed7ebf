#include "core/service/service.h"

#include "core/base/privatefile.h"
#include "core/service/authservice.h"
#include "core/service/changelog.h"
#include "core/service/historykeeper.h"
#include "core/service/instancelock.h"
#include "core/service/localsignin.h"
#include "core/service/ownership.h"
#include "core/service/storagewatch.h"
#include "core/service/storereader.h"
#include "core/service/taskboard.h"
#include "core/service/taskengine.h"
#include "core/service/taskoutputs.h"
#include "core/store/databaseswap.h"
#include "core/store/repair.h"
#include "core/store/stopmark.h"
#include "core/store/upgradebackup.h"

#include <QFileInfo>

namespace headway {

using namespace Qt::StringLiterals;

struct Service::Parts
{
    Parts(InstanceLock held, const DataDirectory &directory, const Clock &time,
          const LeaseTimes &leases, const HashCost &hashCost)
        : lock(std::move(held))
        , path(directory.path())
        , databaseFile(directory.databaseFile())
        , stopMark(directory.databaseFile())
        , clock(time)
        , startedAt(time.now())
        , outputs(directory.logsDirectory(), storage, time)
        , engine(board, storage, outputs.store(), time, leases)
        , history(engine, outputs, storage, time, databaseFile)
        , auth(engine, history, time, hashCost)
    {
    }

    LocalTaskSession::Service shared()
    {
        return {auth, engine, board, reader, indexer, outputs, storage, path};
    }

    InstanceLock lock;
    const QString path; ///< of the data directory
    const QString databaseFile;
    const StopMark stopMark;
    std::optional<Repair> repair;
    const Clock &clock;
    const QDateTime startedAt;
    StorageWatch storage;
    TaskBoard board;
    TaskOutputs outputs;
    StoreReader reader{u"headway-reader"_s};
    /// For what takes longer than a page.
    StoreReader indexer{u"headway-indexer"_s, Worker::Rank::Behind};
    TaskEngine engine;
    HistoryKeeper history;
    AuthService auth;
};

namespace {

/// What is done before the database is opened, by whoever holds the lock.
Result<std::optional<Repair>> makeReady(const DataDirectory &directory,
                                        const EmailSource &ownerEmail, const QDateTime &now)
{
    const QString file = directory.databaseFile();
    const QString backups = directory.backupsDirectory();
    if (const Result<void> finished = finishSwaps(file, backups); !finished)
        return finished.error();
    Result<std::optional<Repair>> repair = repairIfDamaged(file, backups, ownerEmail, now);
    if (!repair)
        return repair;
    const Result<void> backedUp = backUpBeforeUpgrade(file, backups, now);
    return backedUp ? repair : backedUp.error();
}

/// A database that was closed in order takes room as soon as it is looked at; on a full disk that
/// of the reserve.
Result<std::optional<Repair>> makeReadyWithRoom(const DataDirectory &directory,
                                                const EmailSource &ownerEmail, const QDateTime &now)
{
    Result<std::optional<Repair>> repair = makeReady(directory, ownerEmail, now);
    const bool isFull = !repair && isStorageFault(repair.error().code);
    return isFull && Reserve(directory.reserveFile()).giveUp()
        ? makeReady(directory, ownerEmail, now)
        : repair;
}

} // namespace

Result<std::unique_ptr<Service>> Service::open(const DataDirectory &directory,
                                               const EmailSource &ownerEmail, const Clock &clock,
                                               const LeaseTimes &leases, const HashCost &hashCost)
{
    for (const QString &path : {directory.path(), directory.logsDirectory(),
                                directory.backupsDirectory(), directory.spoolDirectory()}) {
        if (Result<void> made = makePrivateDirectory(path); !made)
            return made.error();
    }
    Result<InstanceLock> lock = InstanceLock::acquire(directory.lockFile());
    if (!lock)
        return lock.error();
    Result<std::optional<Repair>> repair = makeReadyWithRoom(directory, ownerEmail, clock.now());
    if (!repair)
        return repair.error();
    auto parts = std::make_unique<Parts>(std::move(*lock), directory, clock, leases, hashCost);
    parts->repair = std::move(*repair);
    Result<void> opened =
        parts->engine.open(directory.databaseFile(), Reserve(directory.reserveFile()));
    if (opened)
        opened = parts->auth.open(ownerEmail);
    if (opened)
        opened = parts->reader.open(directory.databaseFile(), parts->storage);
    if (opened)
        opened = parts->indexer.open(directory.databaseFile(), parts->storage);
    if (!opened)
        return opened.error();
    parts->stopMark.setOpen();
    parts->history.finishRemovals();
    return std::unique_ptr<Service>(new Service(std::move(parts)));
}

Service::Service(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Service::~Service()
{
    // In the order in which work flows, so that each finds the next one alive.
    m_parts->auth.stop();
    m_parts->indexer.stop();
    m_parts->reader.stop();
    m_parts->history.stop(); // and with it the engine
    m_parts->stopMark.setClosed();
}

const std::optional<Repair> &Service::repair() const
{
    return m_parts->repair;
}

AuthService &Service::auth()
{
    return m_parts->auth;
}

const Clock &Service::clock() const
{
    return m_parts->clock;
}

TaskSessionPtr Service::sessionFor(const Principal &principal)
{
    return std::make_shared<LocalTaskSession>(m_parts->shared(), principal);
}

Result<TaskPtr> Service::taskAtHand(const Principal &principal, TaskId id) const
{
    if (!m_parts->auth.isAlive(principal))
        return Error{ErrorCode::NotSignedIn, u"Sign in first."_s};
    return findOwned(m_parts->board, principal.account(), id);
}

std::unique_ptr<ChangeLog> Service::changeLogFor(const Principal &principal)
{
    return std::make_unique<ChangeLog>(m_parts->engine, m_parts->reader, principal);
}

QFuture<Result<TaskCounts>> Service::taskCounts(const Principal &principal)
{
    return m_parts->reader.read(
        [owner = principal.account()](TaskStore &tasks) { return tasks.counts(owner); });
}

QFuture<Result<Retention>> Service::retention()
{
    return m_parts->history.retention();
}

QFuture<Result<void>> Service::setRetention(const Retention &retention)
{
    return m_parts->history.setRetention(retention);
}

ServiceFigures Service::figures() const
{
    const QString &file = m_parts->databaseFile;
    return {.startedAt = m_parts->startedAt,
            .commits = m_parts->engine.commits(),
            .queuedChanges = m_parts->engine.queueLength(),
            .databaseBytes = QFileInfo(file).size() + QFileInfo(file + u"-wal"_s).size()};
}

StorageState Service::storage() const
{
    return m_parts->storage.state();
}

std::unique_ptr<SignIn> Service::signIn()
{
    return std::make_unique<LocalSignIn>(m_parts->shared(), m_parts->history);
}

} // namespace headway
