#include "core/store/reserve.h"

#include "core/base/uniquefd.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr off_t reserveBytes = 4 * 1024 * 1024;
constexpr off_t marginBytes = 1024 * 1024; // a disk with less room is full
constexpr off_t statBlockBytes = 512; // whatever the file system's own blocks: stat(3type)

Error failed(const char *what, int code)
{
    return {code == ENOSPC || code == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"cannot %1 the reserve: %2"_s.arg(QLatin1String(what),
                                               QString::fromLocal8Bit(std::strerror(code)))};
}

/// @p bytes of the disk, under the name @p path.
Result<UniqueFd> take(const QByteArray &path, off_t bytes)
{
    UniqueFd file(
        ::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isValid() || ::fchmod(file.get(), 0600) != 0)
        return failed("make", errno);
    if (const int code = ::posix_fallocate(file.get(), 0, bytes); code != 0)
        return failed("allocate", code);
    if (::fdatasync(file.get()) != 0)
        return failed("sync", errno);
    return file;
}

Result<void> cut(const UniqueFd &file, const QByteArray &path, const QByteArray &name)
{
    if (::ftruncate(file.get(), reserveBytes) != 0
        || ::rename(path.constData(), name.constData()) != 0)
        return failed("keep", errno);
    return {};
}

} // namespace

Reserve::Reserve(QString file)
    : m_file(std::move(file))
{
}

Result<void> Reserve::make() const
{
    const Presence before = presence();
    const QByteArray name = QFile::encodeName(m_file);
    const QByteArray path = name + ".new";
    if (before != Presence::There) {
        const Result<UniqueFd> room = take(path, reserveBytes + marginBytes);
        Result<void> made = room ? cut(*room, path, name) : room.error();
        if (made || before == Presence::GivenUp) {
            ::unlink(path.constData());
            return made;
        }
    }
    const Result<UniqueFd> margin = take(path, marginBytes);
    ::unlink(path.constData());
    return margin ? Result<void>() : margin.error();
}

Reserve::Presence Reserve::presence() const
{
    struct stat info = {};
    if (::lstat(QFile::encodeName(m_file).constData(), &info) != 0 || !S_ISREG(info.st_mode))
        return Presence::Never;
    return info.st_blocks * statBlockBytes >= reserveBytes ? Presence::There : Presence::GivenUp;
}

bool Reserve::giveUp() const
{
    if (presence() != Presence::There)
        return false;
    const UniqueFd file(
        ::open(QFile::encodeName(m_file).constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    return file.isValid() && ::ftruncate(file.get(), 0) == 0;
}

} // namespace headway
