#pragma once

#include <QtGlobal>

#include <termios.h>

namespace headway {

/// The user's terminal passes every key on as it is while this lives, and is as before afterwards,
/// also when the process leaves by exit().
class RawTerminal
{
public:
    /// @p fd is borrowed. At most one at a time in a process.
    explicit RawTerminal(int fd);
    ~RawTerminal();
    Q_DISABLE_COPY_MOVE(RawTerminal)

    /// Again, after a shell has taken the terminal back in between.
    void apply() const;
    void restore() const;

private:
    const int m_fd;
    termios m_former = {};
    bool m_isTerminal = false;
};

} // namespace headway
