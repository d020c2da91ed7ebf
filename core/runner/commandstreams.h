#pragma once

#include "core/runner/command.h"
#include "core/runner/pseudoterminal.h"

#include <array>
#include <vector>

namespace headway {

/// Which descriptors a command gets in place of the user's, and what we hold of them.
///
/// Each terminal of the user's has one pseudo-terminal in its place: streams that are the same
/// terminal share it, so that full-screen programs find one terminal and the order of output and
/// errors is kept; different ones never mix. Output that is no terminal goes through a pipe of its
/// own; input that is none is the user's own descriptor.
///
/// Where the user's output or errors go into a pipe, the command reads the user's terminal itself:
/// what stands at the pipe's other end, a pager perhaps, wants the keys and the terminal's modes
/// too, and we must not take them away.
class CommandStreams
{
public:
    /// Errors: Internal when the system has no more descriptors or terminals.
    static Result<CommandStreams> open(const StandardStreams &user, bool usePty);

    /// An output of the command and where it goes.
    struct Output
    {
        UniqueFd from;
        int to;
        bool isTerminal = false;
    };

    const std::array<int, 3> &childEnds() const { return m_childEnds; }
    /// The pseudo-terminal that the user types into; nullptr: none.
    const PseudoTerminal *inputTerminal() const;
    std::vector<Output> takeOutputs() { return std::move(m_outputs); }
    /// What only the command needs; the terminals' slaves stay until closeSlaves().
    void closePipeEnds() { m_pipeEnds.clear(); }
    void closeSlaves();
    /// The command loses its terminals, as when a window is closed: it gets SIGHUP.
    void hangUp() { m_terminals.clear(); }
    void resizeTerminals() const;

private:
    struct Terminal
    {
        PseudoTerminal pty;
        int user; ///< whose place it takes
        size_t output; ///< index into m_outputs
    };

    Result<void> openInput(int user);
    Result<void> openTerminalOutput(size_t stream, int user);
    Result<void> openPipe(size_t stream, int user);
    Result<Terminal *> terminalFor(int user, bool isInput);

    std::array<int, 3> m_childEnds{-1, -1, -1};
    std::vector<Terminal> m_terminals;
    std::vector<Output> m_outputs;
    std::vector<UniqueFd> m_pipeEnds;
    bool m_takesInput = false; ///< the first terminal is the one that the user types into
};

} // namespace headway
