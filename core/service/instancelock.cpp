#include "core/service/instancelock.h"

#include "core/base/lockholder.h"
#include "core/base/privatefile.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds pauseBetween{10};
constexpr int maxPauses = 20;

/// With some patience: whoever asks for the lock's holder has a lock for an instant as well.
bool lock(int fd)
{
    for (int pauses = 0; ::flock(fd, LOCK_EX | LOCK_NB) != 0; ++pauses) {
        if (errno != EWOULDBLOCK || pauses == maxPauses)
            return false;
        std::this_thread::sleep_for(pauseBetween);
    }
    return true;
}

Error failed(const QString &what, const QString &file)
{
    return {ErrorCode::StorageFailed,
            u"cannot %1 %2: %3"_s.arg(what, file, QString::fromLocal8Bit(std::strerror(errno)))};
}

/// " (process 123)"; empty when the holder has not written its id yet, or has just gone.
QString processWords(const QString &file)
{
    const std::optional<qint64> holder = lockHolder(file);
    return holder ? u" (process %1)"_s.arg(*holder) : QString();
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
        return failed(u"open"_s, file);
    if (!lock(fd.get())) {
        if (errno == EWOULDBLOCK) {
            return Error{
                ErrorCode::InUse,
                u"another Headway%1 already runs on this data directory"_s.arg(processWords(file))};
        }
        return failed(u"lock"_s, file);
    }
    const QByteArray pid = QByteArray::number(static_cast<qint64>(::getpid())) + '\n';
    if (::ftruncate(fd.get(), 0) != 0
        || ::pwrite(fd.get(), pid.constData(), static_cast<size_t>(pid.size()), 0) < 0)
        return failed(u"write"_s, file);
    return InstanceLock(std::move(fd));
}

} // namespace headway
