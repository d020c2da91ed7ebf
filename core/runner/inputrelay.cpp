#include "core/runner/inputrelay.h"

#include "core/runner/processtree.h"

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace headway {

namespace {

bool isInForeground(int terminal)
{
    const pid_t foreground = ::tcgetpgrp(terminal);
    // A terminal that is not the one which controls us has nobody else in front of it.
    return foreground < 0 || foreground == ::getpgrp();
}

/// Where in @p typed the key stands that @p terminal makes a signal of; -1: nowhere.
qsizetype indexOfKey(int key, const QByteArray &typed, int terminal)
{
    termios modes = {};
    if (::tcgetattr(terminal, &modes) != 0 || (modes.c_lflag & ISIG) == 0)
        return -1;
    return typed.indexOf(static_cast<char>(modes.c_cc[key]));
}

} // namespace

InputRelay::InputRelay(int userTerminal, int master, pid_t command, QObject *parent)
    : QObject(parent)
    , m_terminal(userTerminal)
    , m_master(master)
    , m_command(command)
    , m_readable(userTerminal, QSocketNotifier::Read)
    , m_writable(master, QSocketNotifier::Write)
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &InputRelay::readInput);
    connect(&m_writable, &QSocketNotifier::activated, this, &InputRelay::writePending);
    resume();
}

void InputRelay::resume()
{
    if (!isInForeground(m_terminal))
        return;
    if (m_raw)
        m_raw->apply();
    else
        m_raw = std::make_unique<RawTerminal>(m_terminal);
    m_readable.setEnabled(m_pending.isEmpty() && !m_ended);
}

void InputRelay::suspend()
{
    m_readable.setEnabled(false);
    if (m_raw)
        m_raw->restore();
}

void InputRelay::stop()
{
    m_ended = true;
    m_pending.clear();
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
}

void InputRelay::readInput()
{
    char typed[4096];
    const ssize_t count = ::read(m_terminal, typed, sizeof(typed));
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        endInput();
        return;
    }
    take(QByteArray(typed, count));
}

void InputRelay::take(QByteArray typed)
{
    const qsizetype stopKey = indexOfKey(VSUSP, typed, m_master);
    const bool isStopped = stopKey >= 0 && stops();
    if (isStopped)
        typed.remove(stopKey, 1);
    const bool isEnded =
        indexOfKey(VINTR, typed, m_master) >= 0 || indexOfKey(VQUIT, typed, m_master) >= 0;
    m_pending.append(typed);
    writePending();
    if (isEnded)
        Q_EMIT endTyped();
    if (isStopped)
        Q_EMIT stopTyped();
}

/// A shell in the command's place, or in front of it, and an editor know better what the key means.
bool InputRelay::stops() const
{
    return ::tcgetpgrp(m_master) == m_command && takesDefault(m_command, SIGTSTP);
}

void InputRelay::writePending()
{
    const ssize_t count =
        ::write(m_master, m_pending.constData(), static_cast<size_t>(m_pending.size()));
    if (count > 0)
        m_pending.remove(0, count);
    else if (errno != EINTR && errno != EAGAIN)
        m_pending.clear(); // nobody reads any more
    m_writable.setEnabled(!m_pending.isEmpty());
    m_readable.setEnabled(m_pending.isEmpty() && !m_ended);
}

/// The user's terminal is gone: the command reads an end of file.
void InputRelay::endInput()
{
    m_ended = true;
    m_readable.setEnabled(false);
    termios modes = {};
    if (::tcgetattr(m_master, &modes) == 0)
        m_pending.append(static_cast<char>(modes.c_cc[VEOF]));
    m_writable.setEnabled(!m_pending.isEmpty());
}

} // namespace headway
