#include "app/cli/detachment.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headway {

namespace {

QByteArray readToEnd(int fd)
{
    QByteArray text;
    char piece[1024];
    for (;;) {
        const ssize_t count = ::read(fd, piece, sizeof(piece));
        if (count > 0)
            text.append(piece, count);
        else if (count == 0 || errno != EINTR)
            return text;
    }
}

void emptyStreams()
{
    const int nothing = ::open("/dev/null", O_RDWR);
    for (int stream = 0; stream < 3; ++stream)
        ::dup2(nothing, stream);
    if (nothing > 2)
        ::close(nothing);
}

} // namespace

std::optional<Detachment> Detachment::detach(FirstWords *told)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("cannot make a pipe");
    UniqueFd reading(ends[0]);
    UniqueFd writing(ends[1]);
    const pid_t child = ::fork();
    if (child < 0)
        qFatal("cannot start a process");
    if (child > 0) {
        writing.reset();
        ::waitpid(child, nullptr, 0);
        if (const QByteArray said = readToEnd(reading.get()); !said.isEmpty())
            *told = {static_cast<uchar>(said.front()), said.sliced(1)};
        return std::nullopt;
    }
    ::setsid();
    if (::fork() != 0) // so that it can never get a terminal again
        ::_exit(0);
    emptyStreams();
    return Detachment(std::move(writing));
}

/// The exit code, one byte; then the text.
void Detachment::say(const FirstWords &words)
{
    const QByteArray said = char(words.exitCode) + words.text;
    if (m_ear.isValid()
        && ::write(m_ear.get(), said.constData(), static_cast<size_t>(said.size())) < 0)
        qWarning("nobody listens");
    m_ear.reset();
}

} // namespace headway
