#pragma once

#include "core/service/writerstores.h"
#include "core/store/reserve.h"

#include <chrono>
#include <optional>

class QObject;

namespace headway {

class StorageWatch;

/// The one writing connection, with the stores on it. After a failed write nothing more is written
/// on the same one: what it had in its cache may not be what is on disk. A new one then takes its
/// place, and what was given out on the old one stays known. The engine's thread's.
class WriterConnection
{
public:
    /// All are borrowed. @p context lives on the thread, and all ends with it.
    WriterConnection(StorageWatch &storage, const OutputStore &outputs, QObject *context);

    /// Gives @p reserve up when there is no room for that. Errors: those of Database::open().
    Result<void> open(const QString &databaseFile, const Reserve &reserve);
    /// For good.
    void close();
    bool isOpen() const { return !m_databaseFile.isEmpty(); }
    /// Until the next renewal.
    WriterStores &stores() { return *m_stores; }

    /// What was written last has failed, or has not.
    void setSpent(bool isSpent) { m_isSpent = isSpent; }
    /// Takes a new connection when this one is spent. Errors: those of Database::open(); then the
    /// old one stays.
    Result<void> renewIfSpent();
    /// @return whether there is room now that was kept for this
    bool giveReserveUp() { return m_reserve->giveUp(); }
    /// Tries whether what is written reaches the disk, and again once a second until it does.
    void recoverSoon(std::chrono::milliseconds after);

private:
    Result<std::unique_ptr<WriterStores>> openStores() const;
    Result<std::unique_ptr<WriterStores>> openWithRoom();
    void lookForRoom();
    Result<void> load();
    Result<void> renew();
    void recover();
    Result<void> probe();

    StorageWatch &m_storage;
    const OutputStore &m_outputs;
    QObject *const m_context;
    QString m_databaseFile; ///< empty after the end
    std::optional<Reserve> m_reserve;
    std::unique_ptr<WriterStores> m_stores;
    bool m_isSpent = false;
    bool m_recoversSoon = false;
};

} // namespace headway
