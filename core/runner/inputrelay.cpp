#include "core/runner/inputrelay.h"

#include <cerrno>

#include <unistd.h>

namespace headway {

namespace {

bool isInForeground(int terminal)
{
    const pid_t foreground = ::tcgetpgrp(terminal);
    // A terminal that is not the one which controls us has nobody else in front of it.
    return foreground < 0 || foreground == ::getpgrp();
}

} // namespace

InputRelay::InputRelay(int userTerminal, int master, QObject *parent)
    : QObject(parent)
    , m_terminal(userTerminal)
    , m_master(master)
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
    m_pending.append(typed, count);
    writePending();
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
