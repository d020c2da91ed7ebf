#include "app/cli/terminalecho.h"

#include <array>
#include <csignal>

#include <termios.h>

namespace headway {

namespace {

// A signal handler reaches nothing but globals.
int hiddenTerminal = -1;
termios waysBefore = {};

constexpr std::array endingSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

void restore()
{
    if (hiddenTerminal >= 0)
        ::tcsetattr(hiddenTerminal, TCSAFLUSH, &waysBefore);
}

void restoreAndDie(int number)
{
    restore();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    ::sigaction(number, &action, nullptr);
}

} // namespace

TerminalEchoOff::TerminalEchoOff(int terminal)
{
    if (::tcgetattr(terminal, &waysBefore) != 0)
        return;
    hiddenTerminal = terminal;
    for (const int number : endingSignals)
        handle(number, restoreAndDie);
    handle(SIGTSTP, SIG_IGN); // a stopped program would leave the shell without echo
    termios silent = waysBefore;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
}

TerminalEchoOff::~TerminalEchoOff()
{
    restore();
    hiddenTerminal = -1;
    for (const int number : endingSignals)
        handle(number, SIG_DFL);
    handle(SIGTSTP, SIG_DFL);
}

} // namespace headway
