#include "app/host/stopsignals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

#include <fcntl.h>

namespace headway {

namespace {

constexpr std::array stoppers{SIGINT, SIGTERM, SIGHUP};

std::atomic<int> writeEnd{-1};

/// Only write(2), which is safe in a handler.
void onSignal(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd.load(), &byte, 1);
    errno = before;
}

/// What we were started to ignore stays ignored: nohup(1) relies on it.
void setAction(void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    for (const int number : stoppers) {
        struct sigaction present = {};
        if (::sigaction(number, nullptr, &present) == 0 && present.sa_handler != SIG_IGN)
            ::sigaction(number, &action, nullptr);
    }
}

} // namespace

StopSignals::StopSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no file descriptors left for the signal pipe");
    m_read.reset(ends[0]);
    m_write.reset(ends[1]);
    writeEnd.store(m_write.get());
    auto *notifier = new QSocketNotifier(m_read.get(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(m_read.get(), bytes, sizeof bytes) > 0) { }
        Q_EMIT stopRequested();
    });
    setAction(onSignal, SA_RESTART);
}

StopSignals::~StopSignals()
{
    setAction(SIG_DFL, 0);
    writeEnd.store(-1);
}

} // namespace headway
