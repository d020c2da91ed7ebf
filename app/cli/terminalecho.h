#pragma once

#include <QtGlobal>

namespace headway {

/// Keeps a terminal from showing what is typed, as long as it lives; gives it back its ways also
/// when a signal ends the program. One at a time.
class TerminalEchoOff
{
public:
    /// @p terminal is a file descriptor, borrowed.
    explicit TerminalEchoOff(int terminal);
    ~TerminalEchoOff();
    Q_DISABLE_COPY_MOVE(TerminalEchoOff)
};

} // namespace headway
