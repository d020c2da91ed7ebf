#pragma once

#include "core/base/result.h"
#include "core/base/uniquefd.h"

#include <QString>

namespace headway {

/// Keeps a data directory for one process: flock(2), so it is gone with its holder, however that
/// ended.
class InstanceLock
{
public:
    /// Errors: InUse, with the holder's process id in the sentence; Insecure; StorageFailed.
    static Result<InstanceLock> acquire(const QString &file);

private:
    explicit InstanceLock(UniqueFd file);

    UniqueFd m_file;
};

} // namespace headway
