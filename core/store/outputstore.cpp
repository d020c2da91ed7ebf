#include "core/store/outputstore.h"

#include "core/base/privatefile.h"
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

Error failed(const char *what, int code)
{
    return {code == ENOSPC || code == EDQUOT ? ErrorCode::StorageFull : ErrorCode::StorageFailed,
            u"cannot %1 the output: %2"_s.arg(QLatin1String(what),
                                              QString::fromLocal8Bit(std::strerror(code)))};
}

UniqueFd open(const QString &path, int flags)
{
    return UniqueFd(
        ::open(QFile::encodeName(path).constData(), flags | O_NOFOLLOW | O_CLOEXEC, 0600));
}

Result<qint64> sizeOf(int fd)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return failed("examine", errno);
    return static_cast<qint64>(info.st_size);
}

Result<void> sync(int fd)
{
    return ::fdatasync(fd) == 0 ? Result<void>() : failed("sync", errno);
}

Result<void> writeAt(int fd, QByteArrayView bytes, qint64 offset)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::pwrite(fd, bytes.data(), static_cast<size_t>(bytes.size()), offset);
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return failed("write", errno);
        }
        bytes = bytes.sliced(count);
        offset += count;
    }
    return sync(fd);
}

} // namespace

OutputStore::OutputStore(QString directory)
    : m_directory(std::move(directory))
    , m_keys(m_directory)
{
}

QString OutputStore::pathOf(TaskId id) const
{
    return m_directory + u'/' + id.toString() + ".log"_L1;
}

Result<qint64> OutputStore::append(TaskId id, const QByteArray &bytes, std::optional<qint64> offset,
                                   const OutputKey &key)
{
    const UniqueFd file = open(pathOf(id), O_WRONLY | O_CREAT);
    if (!file.isValid() || ::fchmod(file.get(), 0600) != 0)
        return failed("open", errno);
    const Result<qint64> size = wholeSize(id, file.get());
    if (!size)
        return size;
    if (!key.key.isEmpty() && !offset) // an offset says by itself what is there already
        return appendOnce(id, file.get(), bytes, *size, key);
    const qint64 from = offset.value_or(*size);
    if (from < 0 || from > *size) {
        return Error{ErrorCode::InvalidArgument,
                     u"The offset is %1, but only %2 bytes are there."_s.arg(from).arg(*size)};
    }
    return appendAt(id, file.get(),
                    QByteArrayView(bytes).sliced(qMin<qint64>(*size - from, bytes.size())), *size);
}

Result<qint64> OutputStore::appendOnce(TaskId id, int fd, const QByteArray &bytes, qint64 size,
                                       const OutputKey &key)
{
    const auto before = m_keys.find(id, key);
    if (!before)
        return before.error();
    if (*before)
        return (*before)->end;
    if (const Result<void> noted = m_keys.note(id, key, size, bytes.size()); !noted)
        return noted.error();
    const Result<qint64> added = appendAt(id, fd, bytes, size);
    if (!added)
        m_keys.takeBack(id, key);
    return added;
}

Result<qint64> OutputStore::appendAt(TaskId id, int fd, QByteArrayView bytes, qint64 size)
{
    // Synced even when all of it is there: it may have been written just before a kill.
    Result<void> written = bytes.isEmpty() ? sync(fd) : writeAt(fd, bytes, size);
    if (written && size == 0)
        written = syncDirectory(m_directory); // no sooner is the name of a new file on disk
    if (written)
        return size + bytes.size();
    m_uncut.insert(id, size);
    (void)trueSize(id, fd); // if not now, then before the next write
    return written.error();
}

/// Without what a kill has left of a piece that its producer will send again.
Result<qint64> OutputStore::wholeSize(TaskId id, int fd)
{
    const Result<qint64> size = trueSize(id, fd);
    if (!size)
        return size;
    const Result<qint64> whole = m_keys.settle(id, *size);
    if (!whole || *whole == *size)
        return whole;
    m_uncut.insert(id, *whole);
    return trueSize(id, fd);
}

Result<qint64> OutputStore::trueSize(TaskId id, int fd)
{
    if (const auto size = m_uncut.constFind(id); size != m_uncut.constEnd()) {
        if (::ftruncate(fd, *size) != 0)
            return failed("restore", errno);
        m_uncut.erase(size);
    }
    return sizeOf(fd);
}

Result<TaskOutput> OutputStore::read(TaskId id, qint64 offset, qint64 limit) const
{
    TaskOutput output;
    const UniqueFd file = open(pathOf(id), O_RDONLY);
    if (!file.isValid())
        return errno == ENOENT ? Result<TaskOutput>(output) : failed("open", errno);
    const Result<qint64> size = sizeOf(file.get());
    if (!size)
        return size.error();
    output.size = *size;
    output.offset = offset < 0 ? qMax<qint64>(0, *size + offset) : qMin(offset, *size);
    output.bytes.resize(qMin(limit, *size - output.offset));
    qint64 done = 0;
    while (done < output.bytes.size()) {
        const ssize_t count =
            ::pread(file.get(), output.bytes.data() + done,
                    static_cast<size_t>(output.bytes.size() - done), output.offset + done);
        if (count < 0 && errno != EINTR)
            return failed("read", errno);
        if (count == 0)
            break;
        done += qMax<ssize_t>(count, 0);
    }
    output.bytes.truncate(done);
    return output;
}

qint64 OutputStore::size(TaskId id) const
{
    struct stat info = {};
    const bool isThere = ::lstat(QFile::encodeName(pathOf(id)).constData(), &info) == 0;
    return isThere ? info.st_size : 0;
}

void OutputStore::remove(TaskId id)
{
    m_keys.remove(id);
    ::unlink(QFile::encodeName(pathOf(id)).constData());
}

} // namespace headway
