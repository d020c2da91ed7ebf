#pragma once

#include "core/base/result.h"
#include "core/base/uniquefd.h"

namespace headway {

/// A terminal that stands in for one of the user's: the command has the slave, we have the master.
class PseudoTerminal
{
public:
    /// Modes and size are those of @p userTerminal. The master does not block.
    /// @param processesOutput whether line feeds and the like are worked on here, because the
    /// user's terminal is made raw; else the user's terminal does it, once.
    /// Errors: Internal when the system has no more of them.
    static Result<PseudoTerminal> openLike(int userTerminal, bool processesOutput);

    int master() const { return m_master.get(); }
    int slave() const { return m_slave.get(); }
    /// From then on the master ends when the last process has let go of the slave.
    void closeSlave() { m_slave.reset(); }
    /// Takes over the window size; the command's foreground group gets SIGWINCH when it differs.
    void resizeLike(int userTerminal) const;

private:
    UniqueFd m_master;
    UniqueFd m_slave;
};

} // namespace headway
