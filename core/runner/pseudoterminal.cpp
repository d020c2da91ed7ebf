#include "core/runner/pseudoterminal.h"

#include "core/runner/systemerror.h"

#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

namespace headway {

Result<PseudoTerminal> PseudoTerminal::openLike(int userTerminal, bool processesOutput)
{
    PseudoTerminal made;
    made.m_master.reset(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    const int master = made.m_master.get();
    char name[64];
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0
        || ::ptsname_r(master, name, sizeof(name)) != 0)
        return systemError("open a pseudo-terminal");
    made.m_slave.reset(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!made.m_slave.isValid())
        return systemError("open a pseudo-terminal");
    termios modes = {};
    if (::tcgetattr(userTerminal, &modes) == 0) {
        if (!processesOutput)
            modes.c_oflag &= ~static_cast<tcflag_t>(OPOST);
        ::tcsetattr(made.slave(), TCSANOW, &modes);
    }
    made.resizeLike(userTerminal);
    return made;
}

void PseudoTerminal::resizeLike(int userTerminal) const
{
    winsize size = {};
    if (::ioctl(userTerminal, TIOCGWINSZ, &size) == 0)
        ::ioctl(master(), TIOCSWINSZ, &size);
}

} // namespace headway
