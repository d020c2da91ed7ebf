#include "core/store/syncedfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

namespace headway {

using namespace Qt::StringLiterals;

Error fileError(const char *what, int code)
{
    return {code == ENOSPC || code == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"cannot %1 the output: %2"_s.arg(QLatin1String(what),
                                              QString::fromLocal8Bit(std::strerror(code)))};
}

UniqueFd openFile(const QString &path, int flags)
{
    return UniqueFd(
        ::open(QFile::encodeName(path).constData(), flags | O_NOFOLLOW | O_CLOEXEC, 0600));
}

Result<qint64> sizeOfFile(int fd)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return fileError("examine", errno);
    return static_cast<qint64>(info.st_size);
}

Result<void> syncFile(int fd)
{
    return ::fdatasync(fd) == 0 ? Result<void>() : fileError("sync", errno);
}

Result<void> writeToFile(int fd, QByteArrayView bytes, qint64 offset)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::pwrite(fd, bytes.data(), static_cast<size_t>(bytes.size()), offset);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return fileError("write", errno);
        }
        bytes = bytes.sliced(count);
        offset += count;
    }
    return syncFile(fd);
}

Result<void> cutFile(int fd, qint64 size)
{
    return ::ftruncate(fd, size) == 0 ? syncFile(fd) : fileError("restore", errno);
}

} // namespace headway
