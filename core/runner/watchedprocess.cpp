#include "core/runner/watchedprocess.h"

#include "core/runner/clockticks.h"
#include "core/runner/systemerror.h"

#include <QFile>

#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto killAfter = 5s;

/// The C library's own function cannot be linked from C++ in every version.
int openProcess(pid_t pid)
{
    return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

/// Since the system was started, the time it slept included: what processes' starts are told in.
std::chrono::milliseconds sinceBoot()
{
    timespec now = {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::milliseconds(now.tv_nsec / 1'000'000);
}

} // namespace

Result<std::unique_ptr<WatchedProcess>> WatchedProcess::open(pid_t pid)
{
    UniqueFd process(pid > 0 ? openProcess(pid) : -1);
    if (process.isValid())
        return std::unique_ptr<WatchedProcess>(new WatchedProcess(pid, std::move(process)));
    if (pid > 0 && errno != ESRCH && errno != EINVAL) // the number of a thread is EINVAL
        return systemError("watch the process");
    return Error{ErrorCode::NotFound, u"There is no process %1."_s.arg(pid)};
}

WatchedProcess::WatchedProcess(pid_t pid, UniqueFd process)
    : m_pid(pid)
    , m_process(std::move(process))
    , m_name(QString::fromLocal8Bit(read("comm")).chopped(1))
    , m_end(m_process.get(), QSocketNotifier::Read)
{
    connect(&m_end, &QSocketNotifier::activated, this, [this] {
        m_end.setEnabled(false);
        m_kill.stop();
        Q_EMIT ended();
    });
    m_kill.setSingleShot(true);
    connect(&m_kill, &QTimer::timeout, this, [this] { send(SIGKILL); });
}

WatchedProcess::~WatchedProcess() = default;

QByteArray WatchedProcess::read(const char *name) const
{
    QFile file(u"/proc/%1/%2"_s.arg(m_pid).arg(QLatin1StringView(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The numbers are those behind the program's name, which may hold anything. Source: proc(5), where
/// the first of them is the third field
std::optional<WatchedProcess::Usage> WatchedProcess::usage() const
{
    const QByteArray stat = read("stat");
    if (hasEnded()) // what was read may be another's
        return std::nullopt;
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    const auto ticks = [&fields](int field) {
        return fromTicks(fields.value(field - 3).toLongLong());
    };
    constexpr int user = 14;
    constexpr int system = 15;
    constexpr int start = 22;
    return Usage{qMax(0ms, sinceBoot() - ticks(start)), ticks(user) + ticks(system)};
}

std::optional<TreeUsage> WatchedProcess::treeUsage() const
{
    const std::optional<TreeUsage> usage = usageOfTree(m_pid);
    return hasEnded() ? std::nullopt : usage; // what was read may be another's
}

bool WatchedProcess::hasEnded() const
{
    pollfd process{m_process.get(), POLLIN, 0};
    return ::poll(&process, 1, 0) != 0;
}

bool WatchedProcess::send(int signal) const
{
    return ::syscall(SYS_pidfd_send_signal, m_process.get(), signal, nullptr, 0) == 0;
}

void WatchedProcess::cancel()
{
    send(SIGTERM);
    send(SIGCONT); // one that is stopped would never get to its end
    m_kill.start(killAfter);
}

void WatchedProcess::pause()
{
    send(SIGSTOP);
}

void WatchedProcess::resume()
{
    send(SIGCONT);
}

} // namespace headway
