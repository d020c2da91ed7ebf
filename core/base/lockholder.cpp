#include "core/base/lockholder.h"

#include "core/base/uniquefd.h"

#include <QByteArray>
#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>

namespace headway {

std::optional<qint64> lockHolder(const QString &file)
{
    const UniqueFd fd(::open(QFile::encodeName(file).constData(),
                             O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isValid() || ::flock(fd.get(), LOCK_SH | LOCK_NB) == 0 || errno != EWOULDBLOCK)
        return std::nullopt;
    char digits[32] = {};
    const ssize_t count = ::pread(fd.get(), digits, sizeof digits, 0);
    bool isNumber = false;
    const qint64 pid = QByteArray(digits, qMax<ssize_t>(count, 0)).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(pid) : std::nullopt;
}

} // namespace headway
