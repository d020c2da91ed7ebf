#include "core/service/writerconnection.h"

#include "core/service/storagewatch.h"
#include "core/store/stopmark.h"

#include <QTimer>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto recoveryInterval = 1s;

} // namespace

WriterConnection::WriterConnection(StorageWatch &storage, const OutputStore &outputs,
                                   QObject *context)
    : m_storage(storage)
    , m_outputs(outputs)
    , m_context(context)
{
}

Result<void> WriterConnection::open(const QString &databaseFile, const Reserve &reserve)
{
    m_databaseFile = databaseFile;
    m_reserve = reserve;
    Result<std::unique_ptr<WriterStores>> stores = openWithRoom();
    if (!stores)
        return stores.error();
    m_stores = std::move(*stores);
    return load();
}

/// What has been given out before this start.
Result<void> WriterConnection::load()
{
    const Result<quint64> revision = m_stores->tasks.revision();
    if (!revision)
        return revision.error();
    m_stores->revision = *revision;
    const Result<quint32> newestRow = m_stores->tasks.newestRow();
    if (!newestRow)
        return newestRow.error();
    m_stores->newestRow = *newestRow;
    return {};
}

void WriterConnection::close()
{
    m_stores.reset();
    m_databaseFile.clear();
}

Result<std::unique_ptr<WriterStores>> WriterConnection::openStores() const
{
    Result<std::unique_ptr<Database>> database = Database::open(m_databaseFile);
    if (!database) {
        if (StopMark(m_databaseFile).isSuspect())
            m_storage.noteDamage();
        return database.error();
    }
    (*database)->whenDamaged([&storage = m_storage] { storage.noteDamage(); });
    return std::make_unique<WriterStores>(std::move(*database), m_outputs);
}

Result<std::unique_ptr<WriterStores>> WriterConnection::openWithRoom()
{
    Result<std::unique_ptr<WriterStores>> stores = openStores();
    // Where SQLite tells of a full disk by another error, the reserve is no loss: it comes back.
    if (!stores && isStorageFault(stores.error().code) && m_reserve->giveUp()) {
        m_storage.noteFailure({ErrorCode::StorageFull, stores.error().detail});
        return openStores();
    }
    if (stores)
        lookForRoom();
    return stores;
}

/// Without room the start itself would fail, which writes more than the database.
void WriterConnection::lookForRoom()
{
    const Result<void> room = m_reserve->make();
    if (room || room.error().code != ErrorCode::StorageFull)
        return;
    m_reserve->giveUp();
    m_storage.noteFailure(room.error());
}

Result<void> WriterConnection::renewIfSpent()
{
    return m_isSpent ? renew() : Result<void>();
}

Result<void> WriterConnection::renew()
{
    if (!isOpen())
        return Error{ErrorCode::StorageFailed, u"the database is closed"_s};
    Result<std::unique_ptr<WriterStores>> stores = openStores();
    if (!stores)
        return stores.error();
    (*stores)->revision = m_stores->revision;
    (*stores)->newestRow = m_stores->newestRow;
    (*stores)->removedAccounts = m_stores->removedAccounts;
    m_stores = std::move(*stores);
    m_isSpent = false;
    return {};
}

void WriterConnection::recoverSoon(std::chrono::milliseconds after)
{
    if (!std::exchange(m_recoversSoon, true))
        QTimer::singleShot(after, m_context, [this] { recover(); });
}

void WriterConnection::recover()
{
    m_recoversSoon = false;
    if (!isOpen() || m_storage.isWorking())
        return;
    if (const Result<void> works = probe(); works) {
        m_storage.noteRecovery();
    } else {
        m_storage.noteFailure(works.error());
        recoverSoon(recoveryInterval);
    }
}

Result<void> WriterConnection::probe()
{
    Result<void> done = m_reserve->make();
    if (done)
        done = renew();
    if (!done)
        return done;
    Database &database = *m_stores->database;
    done = database.begin();
    if (done)
        done = m_stores->tasks.setRevision(m_stores->revision);
    if (done)
        done = database.commit();
    if (!done)
        database.rollback();
    return done;
}

} // namespace headway
