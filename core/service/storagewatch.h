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

/// Knows whether what is written reaches the disk. Any thread.
class StorageWatch : public QObject
{
    Q_OBJECT

public:
    StorageState state() const { return m_state; }
    /// What a change is answered that is not even tried, if that is so now.
    /// @param makesRoom whether it is one of those that are taken while the disk is full
    std::optional<Error> refusal(bool makesRoom) const;

    /// @p error is of a write; other errors than StorageFull and StorageFailed are none of it.
    void noteFailure(const Error &error);
    void noteRecovery();

Q_SIGNALS:
    /// Emitted on the thread of whoever has noted it.
    void changed(headway::StorageState state);

private:
    void set(StorageState state);

    std::atomic<StorageState> m_state = StorageState::Working;
};

} // namespace headway
