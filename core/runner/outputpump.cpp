#include "core/runner/outputpump.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace headway {

namespace {

constexpr qsizetype pieceBytes = 64 * 1024;
/// A pipe that is ready takes this much without blocking, so that stop() is always heard.
/// Source: PIPE_BUF, pipe(7)
constexpr qsizetype writeBytes = 4096;

/// More than a pipe holds: whoever still writes then does not belong to what was to be drained.
constexpr int maxPiecesSinceDrain = 64;

bool pollUninterrupted(pollfd *watched, nfds_t count)
{
    int ready = 0;
    do
        ready = ::poll(watched, count, -1);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool isPassing(int code)
{
    return code == EINTR || code == EAGAIN;
}

} // namespace

OutputPump::OutputPump(UniqueFd from, int to, QObject *parent)
    : QObject(parent)
    , m_from(std::move(from))
    , m_to(to)
    , m_stop(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_drain(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

OutputPump::~OutputPump()
{
    stop();
    m_room.release(1 << 20); // nobody takes the pieces any more
    if (m_thread.joinable())
        m_thread.join();
}

void OutputPump::start()
{
    m_thread = std::thread([this] { run(); });
}

void OutputPump::drain()
{
    ::eventfd_write(m_drain.get(), 1);
}

void OutputPump::stop()
{
    ::eventfd_write(m_stop.get(), 1);
}

void OutputPump::run()
{
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    while (awaitSource()) {
        const ssize_t count = ::read(m_from.get(), piece.data(), pieceBytes);
        if (count < 0 && isPassing(errno))
            continue;
        if (count <= 0) // a terminal whose other end was let go of fails with EIO
            break;
        const QByteArray bytes(piece.constData(), count);
        if (!writeAll(bytes))
            break;
        handOver(bytes);
    }
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_from.reset(); // the command learns that nobody listens, as from any reader
            Q_EMIT finished();
        },
        Qt::QueuedConnection);
}

/// @return whether there is something to read
bool OutputPump::awaitSource()
{
    pollfd watched[] = {
        {m_stop.get(), POLLIN, 0}, {m_drain.get(), POLLIN, 0}, {m_from.get(), POLLIN, 0}};
    if (!pollUninterrupted(watched, 3) || watched[0].revents != 0)
        return false;
    if (watched[1].revents != 0 && ++m_piecesSinceDrain > maxPiecesSinceDrain)
        return false;
    return watched[2].revents != 0;
}

/// @return whether the user's end takes something, or has an error to tell
bool OutputPump::awaitReader() const
{
    pollfd watched[] = {{m_stop.get(), POLLIN, 0}, {m_to, POLLOUT, 0}};
    return pollUninterrupted(watched, 2) && watched[0].revents == 0;
}

bool OutputPump::writeAll(const QByteArray &bytes)
{
    for (qsizetype done = 0; m_to >= 0 && done < bytes.size();) {
        if (!awaitReader())
            return false;
        const auto part = static_cast<size_t>(std::min(writeBytes, bytes.size() - done));
        const ssize_t count = ::write(m_to, bytes.constData() + done, part);
        if (count < 0 && !isPassing(errno)) {
            tellLost(errno);
            return false;
        }
        done += std::max<ssize_t>(count, 0);
    }
    return true;
}

/// A pipe or a terminal that nobody is left at is no news.
void OutputPump::tellLost(int code)
{
    if (code != EPIPE && !::isatty(m_to))
        QMetaObject::invokeMethod(
            this, [this, code] { Q_EMIT lost(code); }, Qt::QueuedConnection);
}

void OutputPump::handOver(const QByteArray &bytes)
{
    m_room.acquire();
    QMetaObject::invokeMethod(
        this,
        [this, bytes] {
            m_room.release();
            Q_EMIT passedOn(bytes);
        },
        Qt::QueuedConnection);
}

} // namespace headway
