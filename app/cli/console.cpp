#include "app/cli/console.h"

#include "app/cli/plaintext.h"

#include <QtGlobal>

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace headway::console {

namespace {

int outputError = 0; ///< the first errno that stdout met

void waitUntilWritable(int fd)
{
    pollfd wanted{fd, POLLOUT, 0};
    ::poll(&wanted, 1, -1);
}

/// Qt ignores SIGPIPE for its sockets' sake.
void dieOfBrokenPipe()
{
    std::signal(SIGPIPE, SIG_DFL);
    std::raise(SIGPIPE);
}

void noteError(int fd, int code)
{
    if (fd == STDOUT_FILENO && outputError == 0)
        outputError = code;
}

void writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count =
            ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (count >= 0)
            done += count;
        else if (errno == EAGAIN)
            waitUntilWritable(fd);
        else if (errno == EPIPE && fd == STDOUT_FILENO)
            dieOfBrokenPipe();
        else if (errno != EINTR)
            return noteError(fd, errno);
    }
}

} // namespace

void print(const QString &text)
{
    writeAll(STDOUT_FILENO, text.toUtf8() + '\n');
}

void printBytes(const QByteArray &bytes)
{
    writeAll(STDOUT_FILENO, bytes);
}

void printError(const QString &sentence)
{
    writeAll(STDERR_FILENO, "headway: " + harmless(sentence).toUtf8() + '\n');
}

void printNote(const QString &text)
{
    writeAll(STDERR_FILENO, text.toUtf8() + '\n');
}

std::optional<QString> lostOutput()
{
    return outputError == 0 ? std::nullopt
                            : std::optional(QString::fromLocal8Bit(::strerror(outputError)));
}

bool isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

int width()
{
    constexpr int usual = 80;
    winsize size = {};
    const bool told = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return told ? size.ws_col : usual;
}

int height()
{
    constexpr int usual = 24;
    winsize size = {};
    const bool told = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
    return told ? size.ws_row : usual;
}

} // namespace headway::console
