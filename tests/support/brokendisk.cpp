// A disk that breaks when a test wants it to: preloaded into a program (LD_PRELOAD), it makes
// writes below one directory fail. BROKEN_DISK_ROOT names the directory, and BROKEN_DISK a file
// that says how, as a Control; it may change at any time.

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

enum Mode : char {
    Full = 'F', // no file grows beyond `room`
    ReadOnly = 'R', // nothing is written, made or removed
    Unsynced = 'S', // what is written gets no further than the cache
    Unwritable = 'W', // writing is an input/output error
};

struct Control
{
    std::atomic<char> mode; // any other character: the disk is well
    char unused[7];
    std::atomic<int64_t> room; // in bytes; of Full
};

Control *control()
{
    static Control *const mapped = []() -> Control * {
        const char *file = std::getenv("BROKEN_DISK");
        const int fd = file ? ::openat(AT_FDCWD, file, O_RDWR | O_CLOEXEC) : -1;
        if (fd < 0)
            return nullptr;
        void *memory = ::mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        ::close(fd);
        return memory == MAP_FAILED ? nullptr : static_cast<Control *>(memory);
    }();
    return mapped;
}

bool isBelowRoot(const std::string &path)
{
    static const char *const root = std::getenv("BROKEN_DISK_ROOT");
    return root && path.compare(0, std::strlen(root), root) == 0;
}

bool isBelowRoot(int fd)
{
    char path[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return length > 0 && isBelowRoot(std::string(path, static_cast<size_t>(length)));
}

template <typename Where>
char modeOf(const Where &where)
{
    const char mode = control() ? control()->mode.load() : '\0';
    return mode && isBelowRoot(where) ? mode : '\0';
}

template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_NEXT, name));
}

int64_t bytesOnDisk(const struct stat &info)
{
    return int64_t{info.st_blocks} * 512;
}

/// Whether the disk has @p bytes more.
bool take(int64_t bytes)
{
    if (bytes <= 0)
        return true;
    if (control()->room.fetch_sub(bytes) >= bytes)
        return true;
    control()->room.fetch_add(bytes);
    return false;
}

/// What writing up to @p end fails with; 0 when it does not.
int troubleOfWriting(int fd, int64_t end)
{
    switch (modeOf(fd)) {
    case ReadOnly:
        return EROFS;
    case Unwritable:
        return EIO;
    case Full: {
        struct stat info = {};
        return ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && !take(end - info.st_size)
            ? ENOSPC
            : 0;
    }
    default:
        return 0;
    }
}

int failing(int trouble)
{
    errno = trouble;
    return -1;
}

bool isForWriting(int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

} // namespace

// The linker finds these before those of the C library.
extern "C" {

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (isForWriting(flags) && modeOf(std::string(path)) == ReadOnly)
        return failing(EROFS);
    return next<int(const char *, int, ...)>("open64")(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open64(path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    const off_t at = modeOf(fd) == Full ? ::lseek(fd, 0, SEEK_CUR) : 0;
    if (const int trouble = troubleOfWriting(fd, at + static_cast<off_t>(count)))
        return failing(trouble);
    return next<ssize_t(int, const void *, size_t)>("write")(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset)
{
    if (const int trouble = troubleOfWriting(fd, offset + static_cast<off64_t>(count)))
        return failing(trouble);
    return next<ssize_t(int, const void *, size_t, off64_t)>("pwrite64")(fd, bytes, count, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
    return pwrite64(fd, bytes, count, offset);
}

int ftruncate64(int fd, off64_t size) noexcept
{
    struct stat info = {};
    const int64_t before = ::fstat(fd, &info) == 0 ? info.st_size : 0;
    if (const int trouble = troubleOfWriting(fd, size))
        return failing(trouble);
    const int done = next<int(int, off64_t)>("ftruncate64")(fd, size);
    if (done == 0 && size < before && modeOf(fd) == Full)
        control()->room += before - size;
    return done;
}

int ftruncate(int fd, off_t size) noexcept
{
    return ftruncate64(fd, size);
}

int posix_fallocate64(int fd, off64_t offset, off64_t length)
{
    if (const int trouble = troubleOfWriting(fd, offset + length))
        return trouble;
    return next<int(int, off64_t, off64_t)>("posix_fallocate64")(fd, offset, length);
}

int posix_fallocate(int fd, off_t offset, off_t length)
{
    return posix_fallocate64(fd, offset, length);
}

int fsync(int fd)
{
    if (modeOf(fd) == Unsynced)
        return failing(EIO);
    return next<int(int)>("fsync")(fd);
}

int fdatasync(int fd)
{
    if (modeOf(fd) == Unsynced)
        return failing(EIO);
    return next<int(int)>("fdatasync")(fd);
}

int rename(const char *from, const char *to) noexcept
{
    if (modeOf(std::string(to)) == ReadOnly)
        return failing(EROFS);
    return next<int(const char *, const char *)>("rename")(from, to);
}

int unlink(const char *path) noexcept
{
    const char mode = modeOf(std::string(path));
    if (mode == ReadOnly)
        return failing(EROFS);
    struct stat info = {};
    const int64_t freed = ::lstat(path, &info) == 0 ? bytesOnDisk(info) : 0;
    const int done = next<int(const char *)>("unlink")(path);
    if (done == 0 && mode == Full)
        control()->room += freed;
    return done;
}

} // extern "C"
