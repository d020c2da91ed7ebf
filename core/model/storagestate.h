#pragma once

#include <QString>

namespace headway {

/// Whether what changes can be kept.
enum class StorageState {
    Working,
    Full, ///< the disk is; what frees room is still taken
    Failed, ///< nothing can be written
    Damaged, ///< changes are taken, but a part of what is kept cannot be read
};

/// As it is told to programs.
inline QString wordOf(StorageState state)
{
    switch (state) {
    case StorageState::Working:
        return QStringLiteral("working");
    case StorageState::Full:
        return QStringLiteral("full");
    case StorageState::Failed:
        return QStringLiteral("failed");
    case StorageState::Damaged:
        break;
    }
    return QStringLiteral("damaged");
}

} // namespace headway
