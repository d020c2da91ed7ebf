#pragma once

#include "core/base/error.h"
#include "core/model/storagestate.h"

#include <QObject>

#include <atomic>
#include <optional>

namespace headway {

/// Whether it is about the disk, and not about what was asked.
inline bool isStorageFault(ErrorCode code)
{
    return code == ErrorCode::StorageFailed || code == ErrorCode::StorageFull;
}

/// Knows whether what is written reaches the disk, and whether all that is there can be read. Any
/// thread.
class StorageWatch : public QObject
{
    Q_OBJECT

public:
    /// Damage is told where nothing worse is.
    StorageState state() const;
    /// Whether what is written reaches the disk.
    bool isWorking() const { return m_state == StorageState::Working; }
    /// What a change is answered that is not even tried, if that is so now.
    /// @param makesRoom whether it is one of those that are taken while the disk is full
    std::optional<Error> refusal(bool makesRoom) const;

    /// @p error is of a write; other errors than StorageFull and StorageFailed are none of it.
    void noteFailure(const Error &error);
    void noteRecovery();
    /// A part of the database cannot be read. No recovery ends that: the next start does.
    void noteDamage();

Q_SIGNALS:
    /// Emitted on the thread of whoever has noted it; where several do, state() is what counts.
    void changed(headway::StorageState state);

private:
    void set(StorageState state);

    std::atomic<StorageState> m_state = StorageState::Working; ///< never Damaged
    std::atomic<bool> m_isDamaged = false;
};

} // namespace headway
