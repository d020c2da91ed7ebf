#include "core/service/instancelock.h"

#include "core/base/privatefile.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QString holderOf(int fd)
{
    char digits[32] = {};
    const ssize_t count = ::pread(fd, digits, sizeof digits - 1, 0);
    return QString::fromLatin1(digits, qMax<ssize_t>(count, 0)).trimmed();
}

} // namespace

InstanceLock::InstanceLock(UniqueFd file)
    : m_file(std::move(file))
{
}

Result<InstanceLock> InstanceLock::acquire(const QString &file)
{
    if (Result<void> made = makePrivateFile(file); !made)
        return made.error();
    UniqueFd fd(::open(QFile::encodeName(file).constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!fd.isValid())
        return Error{ErrorCode::StorageFailed, u"cannot open %1"_s.arg(file)};
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return Error{ErrorCode::InUse,
                         u"another Headway (process %1) already runs on this data directory"_s.arg(
                             holderOf(fd.get()))};
        }
        return Error{
            ErrorCode::StorageFailed,
            u"cannot lock %1: %2"_s.arg(file, QString::fromLocal8Bit(std::strerror(errno)))};
    }
    const QByteArray pid = QByteArray::number(static_cast<qint64>(::getpid())) + '\n';
    if (::ftruncate(fd.get(), 0) != 0
        || ::pwrite(fd.get(), pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return Error{ErrorCode::StorageFailed, u"cannot write %1"_s.arg(file)};
    return InstanceLock(std::move(fd));
}

} // namespace headway
