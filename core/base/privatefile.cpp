#include "core/base/privatefile.h"

#include "core/base/uniquefd.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

namespace headway {

namespace {

constexpr mode_t othersBits = 077;
constexpr int openFlags = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

Error failed(const char *what, const QString &path, int code = errno)
{
    const ErrorCode kind = code == ENOSPC || code == EDQUOT ? ErrorCode::StorageFull
        : code == ENOENT                                    ? ErrorCode::NotFound
                                                            : ErrorCode::StorageFailed;
    return {kind,
            QStringLiteral("cannot %1 %2: %3")
                .arg(QLatin1String(what), path, QString::fromLocal8Bit(std::strerror(code)))};
}

Error insecure(const QString &path, const char *why)
{
    return {ErrorCode::Insecure, QStringLiteral("%1 %2").arg(path, QLatin1String(why))};
}

UniqueFd openNoLink(const QString &path, int flags, mode_t mode = 0)
{
    return UniqueFd(::open(QFile::encodeName(path).constData(), flags | openFlags, mode));
}

Result<void> narrow(int fd, const QString &path, mode_t wanted, bool directory)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return failed("examine", path);
    if (directory ? !S_ISDIR(info.st_mode) : !S_ISREG(info.st_mode))
        return insecure(path, directory ? "is not a directory" : "is not a plain file");
    if (info.st_uid != ::geteuid())
        return insecure(path, "belongs to another user");
    if ((info.st_mode & 07777) != wanted && ::fchmod(fd, wanted) != 0)
        return failed("change the mode of", path);
    return {};
}

Result<void> narrowFile(const QString &path, int creation)
{
    const UniqueFd file = openNoLink(path, O_RDWR | creation, 0600);
    if (!file.isValid())
        return errno == ELOOP ? Result<void>(insecure(path, "is a link")) : failed("open", path);
    return narrow(file.get(), path, 0600, false);
}

Result<void> write(int fd, QByteArrayView content, const QString &path)
{
    for (qsizetype done = 0; done < content.size();) {
        const ssize_t count =
            ::write(fd, content.data() + done, static_cast<size_t>(content.size() - done));
        if (count < 0 && errno != EINTR)
            return failed("write", path);
        done += qMax<ssize_t>(count, 0);
    }
    return {};
}

Result<void> sync(int fd, const QString &path)
{
    return ::fsync(fd) == 0 ? Result<void>() : failed("sync", path);
}

Result<void> writeAll(int fd, const QByteArray &content, const QString &path)
{
    const Result<void> written = write(fd, content, path);
    return written ? sync(fd, path) : written;
}

/// A link may lead to it, but a FIFO or a device is nothing to wait for.
Result<UniqueFd> openPlainFile(const QString &path)
{
    UniqueFd file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info = {};
    if (!file.isValid() || ::fstat(file.get(), &info) != 0)
        return failed("open", path);
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::InvalidArgument, QStringLiteral("%1 is no plain file").arg(path)};
    return file;
}

/// As rename(2), but never over another file.
int renameToFreeName(const char *from, const char *to)
{
    if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL) // a file system that does not know how
        return -1;
    if (::access(to, F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return ::rename(from, to);
}

/// @param wanted the mode to be told, where others have more
Result<void> checkPrivate(int fd, const QString &path, mode_t wanted)
{
    struct stat info = {};
    if (::fstat(fd, &info) != 0)
        return failed("examine", path);
    if (info.st_uid != ::geteuid())
        return insecure(path, "belongs to another user");
    if ((info.st_mode & othersBits) == 0)
        return {};
    return insecure(path,
                    wanted == 0700 ? "is open to other users; its mode must be 0700"
                                   : "is open to other users; its mode must be 0600");
}

/// @param fd of @p path, just opened
Result<QByteArray> readPrivate(const UniqueFd &fd, const QString &path, qint64 maxBytes)
{
    if (!fd.isValid())
        return errno == ELOOP ? Result<QByteArray>(insecure(path, "is a link"))
                              : failed("open", path);
    struct stat info = {};
    if (::fstat(fd.get(), &info) != 0)
        return failed("examine", path);
    if (!S_ISREG(info.st_mode))
        return insecure(path, "is not a plain file");
    if (info.st_nlink > 1)
        return insecure(path, "has a second name (a hard link)");
    if (const Result<void> checked = checkPrivate(fd.get(), path, 0600); !checked)
        return checked.error();
    if (info.st_size > maxBytes)
        return Error{ErrorCode::TooLarge, QStringLiteral("%1 is too large").arg(path)};
    QFile file;
    if (!file.open(fd.get(), QIODevice::ReadOnly))
        return failed("read", path);
    return file.read(maxBytes);
}

} // namespace

Result<void> syncDirectory(const QString &path)
{
    const UniqueFd directory = openNoLink(path, O_RDONLY | O_DIRECTORY);
    return directory.isValid() ? sync(directory.get(), path) : failed("open", path);
}

Result<void> makePrivateDirectory(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(parent) && !QDir().mkpath(parent))
        return failed("create", parent);
    const QByteArray name = QFile::encodeName(path);
    const bool made = ::mkdir(name.constData(), 0700) == 0;
    if (!made && errno != EEXIST)
        return failed("create", path);
    if (made && ::chmod(name.constData(), 0700) != 0) // a umask may have taken even our own bits
        return failed("change the mode of", path);
    const UniqueFd directory = openNoLink(path, O_RDONLY | O_DIRECTORY);
    if (!directory.isValid())
        return errno == ELOOP || errno == ENOTDIR
            ? Result<void>(insecure(path, "is a link or no directory"))
            : failed("open", path);
    return narrow(directory.get(), path, 0700, true);
}

Result<void> makePrivateFile(const QString &path)
{
    return narrowFile(path, O_CREAT);
}

Result<void> narrowPrivateFile(const QString &path)
{
    return narrowFile(path, 0);
}

Result<QString> makePrivateFileBeside(const QString &path)
{
    QByteArray name = QFile::encodeName(path) + ".XXXXXX";
    const UniqueFd file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.isValid())
        return failed("create a file beside", path);
    QString made = QFile::decodeName(name);
    if (const Result<void> narrowed = narrow(file.get(), made, 0600, false); !narrowed) {
        ::unlink(name.constData());
        return narrowed.error();
    }
    return made;
}

Result<void> openUnnamedFile(const QString &directory, QFile &file)
{
    const QByteArray place = QFile::encodeName(directory);
    UniqueFd opened(::open(place.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!opened.isValid()) { // not every file system knows of such: it has a name for a moment
        QByteArray name = place + "/unnamed.XXXXXX";
        opened.reset(::mkostemp(name.data(), O_CLOEXEC));
        if (!opened.isValid())
            return failed("create a file in", directory);
        ::unlink(name.constData());
    }
    if (Result<void> narrowed = narrow(opened.get(), directory, 0600, false); !narrowed)
        return narrowed;
    const bool isOpen = file.open(opened.get(), QIODevice::ReadWrite | QIODevice::Unbuffered,
                                  QFileDevice::AutoCloseHandle);
    if (isOpen)
        opened.release();
    return isOpen ? Result<void>() : failed("open a file in", directory);
}

Result<void> moveIntoPlace(const QString &from, const QString &to, bool mayReplace)
{
    const UniqueFd file = openNoLink(from, O_RDONLY);
    if (!file.isValid())
        return failed("open", from);
    if (Result<void> synced = sync(file.get(), from); !synced)
        return synced;
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    const int moved = mayReplace ? ::rename(source.constData(), target.constData())
                                 : renameToFreeName(source.constData(), target.constData());
    if (moved != 0) {
        return errno == EEXIST
            ? Error{ErrorCode::AlreadyExists, QStringLiteral("%1 exists already").arg(to)}
            : failed("put in place", to);
    }
    return syncDirectory(QFileInfo(to).absolutePath());
}

Result<void> copyInto(const QString &from, const QString &to)
{
    constexpr qsizetype piece = 1024 * 1024;
    const Result<UniqueFd> source = openPlainFile(from);
    if (!source)
        return source.error();
    const UniqueFd target = openNoLink(to, O_WRONLY | O_TRUNC);
    if (!target.isValid())
        return failed("open", to);
    QByteArray bytes(piece, Qt::Uninitialized);
    for (;;) {
        const ssize_t count = ::read(source->get(), bytes.data(), static_cast<size_t>(piece));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed("read", from);
        if (count == 0)
            return sync(target.get(), to);
        if (Result<void> written =
                write(target.get(), QByteArrayView(bytes.constData(), count), to);
            !written)
            return written;
    }
}

Result<void> writePrivateFile(const QString &path, const QByteArray &content)
{
    QByteArray temporary = QFile::encodeName(path) + ".XXXXXX";
    UniqueFd file(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!file.isValid())
        return failed("create a file beside", path);
    Result<void> written = narrow(file.get(), path, 0600, false); // a umask may have taken our bits
    if (written)
        written = writeAll(file.get(), content, path);
    if (written && ::rename(temporary.constData(), QFile::encodeName(path).constData()) != 0)
        written = failed("replace", path);
    if (!written) {
        ::unlink(temporary.constData());
        return written;
    }
    return syncDirectory(QFileInfo(path).absolutePath());
}

Result<QByteArray> readPrivateFile(const QString &path, qint64 maxBytes)
{
    return readPrivate(openNoLink(path, O_RDONLY), path, maxBytes);
}

Result<QByteArray> readInPrivateDirectory(const QString &path, qint64 maxBytes)
{
    const QFileInfo names(path);
    const UniqueFd directory = openNoLink(names.path(), O_RDONLY | O_DIRECTORY);
    if (!directory.isValid()) {
        return errno == ELOOP || errno == ENOTDIR
            ? Result<QByteArray>(insecure(names.path(), "is a link or no directory"))
            : failed("open", names.path());
    }
    if (const Result<void> checked = checkPrivate(directory.get(), names.path(), 0700); !checked)
        return checked.error();
    const QByteArray name = QFile::encodeName(names.fileName());
    return readPrivate(UniqueFd(::openat(directory.get(), name.constData(), O_RDONLY | openFlags)),
                       path, maxBytes);
}

} // namespace headway
