#pragma once

namespace headway {

/// Whether what changes can be kept.
enum class StorageState {
    Working,
    Full, ///< the disk is; what frees room is still taken
    Failed, ///< nothing can be written
};

} // namespace headway
