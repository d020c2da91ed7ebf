#include "core/service/storagewatch.h"

#include "core/base/logtext.h"

#include <QLoggingCategory>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcStorage, "headway.storage")

}

StorageState StorageWatch::state() const
{
    const StorageState state = m_state;
    return state == StorageState::Working && m_isDamaged ? StorageState::Damaged : state;
}

std::optional<Error> StorageWatch::refusal(bool makesRoom) const
{
    switch (m_state) {
    case StorageState::Working:
    case StorageState::Damaged:
        return std::nullopt;
    case StorageState::Full:
        if (makesRoom)
            return std::nullopt;
        return Error{ErrorCode::StorageFull, u"the disk is full"_s};
    case StorageState::Failed:
        break;
    }
    return Error{ErrorCode::StorageFailed, u"the storage has failed"_s};
}

void StorageWatch::noteFailure(const Error &error)
{
    if (!isStorageFault(error.code))
        return;
    if (isWorking())
        qCWarning(lcStorage).noquote() << "nothing is taken for now:" << logText(error.detail);
    set(error.code == ErrorCode::StorageFull ? StorageState::Full : StorageState::Failed);
}

void StorageWatch::noteRecovery()
{
    if (!isWorking())
        qCWarning(lcStorage) << "everything is taken again";
    set(StorageState::Working);
}

void StorageWatch::noteDamage()
{
    if (!m_isDamaged.exchange(true) && isWorking())
        Q_EMIT changed(StorageState::Damaged);
}

void StorageWatch::set(StorageState state)
{
    if (m_state.exchange(state) != state)
        Q_EMIT changed(this->state());
}

} // namespace headway
