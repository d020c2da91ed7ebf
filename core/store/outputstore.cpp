#include "core/store/outputstore.h"

#include "core/base/privatefile.h"
#include "core/store/syncedfile.h"

#include <QDirIterator>
#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

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
    const UniqueFd file = openFile(pathOf(id), O_WRONLY | O_CREAT);
    if (!file.isValid() || ::fchmod(file.get(), 0600) != 0)
        return fileError("open", errno);
    Result<qint64> size = wholeSize(id, file.get());
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
        return givenBefore(fd, **before);
    if (const Result<void> noted = m_keys.note(id, key, size, bytes.size()); !noted)
        return noted.error();
    Result<qint64> added = appendAt(id, fd, bytes, size);
    if (added)
        return added;
    if (m_uncut.contains(id)) // the note tells what is to be cut, also after a restart
        m_keys.lookAgain(id);
    else
        m_keys.takeBack(id, key);
    return added;
}

Result<std::optional<qint64>> OutputStore::sizeAfter(TaskId id, const OutputKey &key)
{
    const UniqueFd file = openFile(pathOf(id), O_WRONLY);
    if (!file.isValid())
        return errno == ENOENT ? Result<std::optional<qint64>>(std::nullopt)
                               : fileError("open", errno);
    if (const Result<qint64> whole = wholeSize(id, file.get()); !whole)
        return whole.error();
    const auto before = m_keys.find(id, key);
    if (!before)
        return before.error();
    if (!*before)
        return std::optional<qint64>();
    const Result<qint64> size = givenBefore(file.get(), **before);
    return size ? Result<std::optional<qint64>>(*size) : size.error();
}

/// Synced again: it may have been written just before a kill.
Result<qint64> OutputStore::givenBefore(int fd, const OutputKeys::Piece &piece) const
{
    Result<void> synced = syncFile(fd);
    if (synced && piece.begin == 0)
        synced = syncDirectory(m_directory);
    return synced ? Result<qint64>(piece.end) : synced.error();
}

Result<qint64> OutputStore::appendAt(TaskId id, int fd, QByteArrayView bytes, qint64 size)
{
    // Synced even when all of it is there: it may have been written just before a kill.
    Result<void> written = bytes.isEmpty() ? syncFile(fd) : writeToFile(fd, bytes, size);
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
    Result<qint64> size = trueSize(id, fd);
    if (!size)
        return size;
    Result<qint64> whole = m_keys.wholeSize(id, *size);
    if (!whole)
        return whole;
    if (*whole < *size) {
        m_uncut.insert(id, *whole);
        if (Result<qint64> cut = trueSize(id, fd); !cut)
            return cut;
    }
    // Only now: should this be cut short as well, the notes still tell what is to be done.
    const Result<void> settled = m_keys.settle(id, *whole);
    return settled ? whole : Result<qint64>(settled.error());
}

Result<qint64> OutputStore::trueSize(TaskId id, int fd)
{
    if (const auto size = m_uncut.constFind(id); size != m_uncut.constEnd()) {
        if (const Result<void> cut = cutFile(fd, *size); !cut)
            return cut.error();
        m_uncut.erase(size);
    }
    return sizeOfFile(fd);
}

Result<TaskOutput> OutputStore::read(TaskId id, qint64 offset, qint64 limit) const
{
    TaskOutput output;
    const UniqueFd file = openFile(pathOf(id), O_RDONLY);
    if (!file.isValid())
        return errno == ENOENT ? Result<TaskOutput>(output) : fileError("open", errno);
    const Result<qint64> size = sizeOfFile(file.get());
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
            return fileError("read", errno);
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

qint64 OutputStore::totalSize(const std::stop_token &stop) const
{
    qint64 total = 0;
    QDirIterator files(m_directory, {u"*.log"_s}, QDir::Files);
    while (files.hasNext() && !stop.stop_requested()) {
        files.next();
        total += files.fileInfo().size();
    }
    return total;
}

void OutputStore::forgetKeys(const QDateTime &before)
{
    for (const TaskId id : m_keys.endingBefore(before)) {
        const UniqueFd file = openFile(pathOf(id), O_WRONLY);
        if (file.isValid() ? wholeSize(id, file.get()).isOk() : errno == ENOENT)
            m_keys.remove(id);
    }
    m_keys.lookAgain();
}

/// Most tasks have none. It goes last: as long as it is there, something may be left.
void OutputStore::remove(TaskId id)
{
    const QByteArray path = QFile::encodeName(pathOf(id));
    if (::access(path.constData(), F_OK) != 0 && errno == ENOENT)
        return;
    m_keys.remove(id);
    ::unlink(path.constData());
}

} // namespace headway
