#include "core/runner/commandstreams.h"

#include "core/runner/systemerror.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headway {

namespace {

bool isPipe(int fd)
{
    struct stat info = {};
    return ::fstat(fd, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
}

bool isSameTerminal(int a, int b)
{
    struct stat first = {};
    struct stat second = {};
    return ::fstat(a, &first) == 0 && ::fstat(b, &second) == 0 && first.st_rdev == second.st_rdev;
}

} // namespace

Result<CommandStreams> CommandStreams::open(const StandardStreams &user, bool usePty)
{
    CommandStreams made;
    Result<void> opened;
    const bool inPipeline = isPipe(user.output) || isPipe(user.error);
    if (usePty && ::isatty(user.input) && !inPipeline)
        opened = made.openInput(user.input);
    else
        made.m_childEnds[0] = user.input;
    for (const auto &[stream, fd] : {std::pair<size_t, int>{1, user.output}, {2, user.error}}) {
        if (opened)
            opened = usePty && ::isatty(fd) ? made.openTerminalOutput(stream, fd)
                                            : made.openPipe(stream, fd);
    }
    if (!opened)
        return opened.error();
    return made;
}

Result<void> CommandStreams::openInput(int user)
{
    Result<Terminal *> terminal = terminalFor(user, true);
    if (!terminal)
        return terminal.error();
    m_childEnds[0] = (*terminal)->pty.slave();
    m_takesInput = true;
    return {};
}

Result<void> CommandStreams::openTerminalOutput(size_t stream, int user)
{
    Result<Terminal *> terminal = terminalFor(user, false);
    if (!terminal)
        return terminal.error();
    m_childEnds[stream] = (*terminal)->pty.slave();
    return {};
}

Result<void> CommandStreams::openPipe(size_t stream, int user)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return systemError("make a pipe");
    m_outputs.push_back({UniqueFd(ends[0]), user, false});
    m_pipeEnds.emplace_back(ends[1]);
    m_childEnds[stream] = ends[1];
    return {};
}

/// The stand-in for the terminal @p user, made when it is asked for first. What it shows, the echo
/// of typed keys included, goes to @p user.
Result<CommandStreams::Terminal *> CommandStreams::terminalFor(int user, bool isInput)
{
    for (Terminal &terminal : m_terminals) {
        if (isSameTerminal(terminal.user, user)) {
            m_outputs[terminal.output].to = user; // standard input may be open for reading only
            return &terminal;
        }
    }
    Result<PseudoTerminal> pty = PseudoTerminal::openLike(user, isInput);
    if (!pty)
        return pty.error();
    UniqueFd reading(::fcntl(pty->master(), F_DUPFD_CLOEXEC, 3));
    if (!reading.isValid())
        return systemError("open a pseudo-terminal");
    m_outputs.push_back({std::move(reading), user, true});
    m_terminals.push_back({std::move(*pty), user, m_outputs.size() - 1});
    return &m_terminals.back();
}

const PseudoTerminal *CommandStreams::inputTerminal() const
{
    return m_takesInput ? &m_terminals.front().pty : nullptr;
}

void CommandStreams::closeSlaves()
{
    for (Terminal &terminal : m_terminals)
        terminal.pty.closeSlave();
}

void CommandStreams::resizeTerminals() const
{
    for (const Terminal &terminal : m_terminals)
        terminal.pty.resizeLike(terminal.user);
}

} // namespace headway
