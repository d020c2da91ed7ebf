#include "core/service/restoration.h"

#include "core/base/privatefile.h"
#include "core/service/instancelock.h"

namespace headway {

Result<Restored> restoreInto(const DataDirectory &directory, const QString &file,
                             const QDateTime &now)
{
    for (const QString &path : {directory.path(), directory.backupsDirectory()}) {
        if (const Result<void> made = makePrivateDirectory(path); !made)
            return made.error();
    }
    const Result<InstanceLock> lock = InstanceLock::acquire(directory.lockFile());
    if (!lock)
        return lock.error();
    return restore(file, directory.databaseFile(), directory.backupsDirectory(), now);
}

} // namespace headway
