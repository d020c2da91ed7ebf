#include "core/runner/signalwatcher.h"

#include <atomic>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace headway {

namespace {

// A signal handler can be told nothing, so what it writes to is here.
std::atomic<int> handlerFd = -1;
static_assert(std::atomic<int>::is_always_lock_free);

void noteSignal(int number)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(number);
    // A full pipe holds so many unread signals that one more tells nothing new.
    [[maybe_unused]] const ssize_t count = ::write(handlerFd.load(), &byte, 1);
    errno = before;
}

} // namespace

SignalWatcher::SignalWatcher(const QList<int> &numbers, QObject *parent)
    : QObject(parent)
{
    Q_ASSERT(handlerFd.load() < 0);
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("cannot make a pipe for signals");
    m_reading.reset(ends[0]);
    m_writing.reset(ends[1]);
    handlerFd = m_writing.get();
    m_notifier = std::make_unique<QSocketNotifier>(m_reading.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::readNumbers);
    for (const int number : numbers)
        watch(number);
}

SignalWatcher::~SignalWatcher()
{
    for (const Former &former : m_former)
        ::sigaction(former.number, &former.action, nullptr);
    handlerFd = -1;
}

void SignalWatcher::watch(int number)
{
    Former former{number, {}};
    ::sigaction(number, nullptr, &former.action);
    if (former.action.sa_handler == SIG_IGN && number != SIGCHLD)
        return;
    struct sigaction ours = {};
    ours.sa_handler = noteSignal;
    ours.sa_flags = SA_RESTART | (number == SIGCHLD ? SA_NOCLDSTOP : 0);
    sigfillset(&ours.sa_mask);
    ::sigaction(number, &ours, nullptr);
    m_former.push_back(former);
}

void SignalWatcher::stopHere()
{
    struct sigaction watched = {};
    struct sigaction byDefault = {};
    byDefault.sa_handler = SIG_DFL;
    ::sigaction(SIGTSTP, &byDefault, &watched);
    ::raise(SIGTSTP);
    ::sigaction(SIGTSTP, &watched, nullptr);
}

void SignalWatcher::readNumbers()
{
    unsigned char numbers[64];
    const ssize_t count = ::read(m_reading.get(), numbers, sizeof(numbers));
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT received(numbers[i]);
}

} // namespace headway
