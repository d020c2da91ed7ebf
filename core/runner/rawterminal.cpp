#include "core/runner/rawterminal.h"

#include <cstdlib>

namespace headway {

namespace {

const RawTerminal *current = nullptr;

} // namespace

RawTerminal::RawTerminal(int fd)
    : m_fd(fd)
    , m_isTerminal(::tcgetattr(fd, &m_former) == 0)
{
    Q_ASSERT(!current);
    current = this;
    static const int registered = std::atexit([] {
        if (current)
            current->restore();
    });
    Q_UNUSED(registered)
    apply();
}

RawTerminal::~RawTerminal()
{
    restore();
    current = nullptr;
}

void RawTerminal::apply() const
{
    termios raw = m_former;
    ::cfmakeraw(&raw);
    if (m_isTerminal)
        ::tcsetattr(m_fd, TCSANOW, &raw);
}

void RawTerminal::restore() const
{
    if (m_isTerminal)
        ::tcsetattr(m_fd, TCSANOW, &m_former);
}

} // namespace headway
