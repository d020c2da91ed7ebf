#include "core/runner/commandrunner.h"

#include "core/runner/inputrelay.h"
#include "core/runner/outputpump.h"
#include "core/runner/processtree.h"
#include "core/runner/signalwatcher.h"
#include "core/runner/spawn.h"

#include <csignal>
#include <utility>

#include <sys/wait.h>

namespace headway {

using namespace std::chrono_literals;

namespace {

CommandEnd endOf(int status)
{
    if (WIFSIGNALED(status))
        return {{}, WTERMSIG(status)};
    return {WEXITSTATUS(status), {}};
}

} // namespace

CommandRunner::CommandRunner(StandardStreams streams, RunnerTimes times, QObject *parent)
    : QObject(parent)
    , m_user(streams)
    , m_times(times)
{
    connect(&m_killTimer, &QTimer::timeout, this, &CommandRunner::killSurvivors);
}

CommandRunner::~CommandRunner()
{
    resume();
}

Result<void> CommandRunner::start(const Command &command)
{
    Result<CommandStreams> streams = CommandStreams::open(m_user, command.usePty);
    if (!streams)
        return streams.error();
    m_streams = std::move(*streams);
    becomeSubreaper();
    m_signals = std::make_unique<SignalWatcher>(
        QList<int>{SIGCHLD, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT});
    connect(m_signals.get(), &SignalWatcher::received, this, &CommandRunner::onSignal);
    // A reader of ours that leaves is told to the command, and is not our own end.
    std::signal(SIGPIPE, SIG_IGN);

    const PseudoTerminal *terminal = m_streams.inputTerminal();
    const Result<pid_t> pid =
        spawn({command.arguments, m_streams.childEnds(), terminal ? m_streams.childEnds()[0] : -1});
    m_streams.closePipeEnds();
    if (!pid)
        return pid.error();
    m_pid = *pid;
    if (terminal)
        startInput(terminal->master());
    startPumps();
    return {};
}

void CommandRunner::startInput(int master)
{
    m_input = std::make_unique<InputRelay>(m_user.input, master, m_pid);
    connect(m_input.get(), &InputRelay::stopTyped, this, [] { ::kill(0, SIGTSTP); });
    connect(m_input.get(), &InputRelay::endTyped, this, &CommandRunner::resume);
}

void CommandRunner::startPumps()
{
    const bool areApart = m_streams.childEnds()[1] != m_streams.childEnds()[2];
    for (CommandStreams::Output &wanted : m_streams.takeOutputs()) {
        const auto stream =
            areApart && wanted.to == m_user.error ? CommandStream::Errors : CommandStream::Output;
        auto pump = std::make_unique<OutputPump>(std::move(wanted.from), wanted.to);
        connect(pump.get(), &OutputPump::passedOn, this,
                [this, stream](const QByteArray &bytes) { Q_EMIT output(bytes, stream); });
        connect(pump.get(), &OutputPump::lost, this, &CommandRunner::outputLost);
        connect(pump.get(), &OutputPump::finished, this,
                [this, isTerminal = wanted.isTerminal] { onPumpFinished(isTerminal); });
        pump->start();
        m_pumps.push_back(std::move(pump));
    }
}

void CommandRunner::onSignal(int number)
{
    switch (number) {
    case SIGCHLD:
        reap();
        break;
    case SIGWINCH:
        m_streams.resizeTerminals();
        break;
    case SIGTSTP:
        suspend();
        break;
    case SIGCONT:
        if (m_input)
            m_input->resume();
        break;
    default:
        passOn(number);
    }
}

void CommandRunner::passOn(int number)
{
    if (!m_end && m_pid > 0) {
        ::kill(-m_pid, number);
        return resume(); // a shell too lets a stopped job go on that it sends a signal to
    }
    for (const auto &pump : m_pumps) // the user waits for us alone, and does not want to
        pump->stop();
}

/// Returns when we go on: at once when there is no shell that could make us.
void CommandRunner::suspend()
{
    stopDescendants();
    if (m_input)
        m_input->suspend();
    m_signals->stopHere();
    if (!m_isPaused)
        continueDescendants();
    if (m_input)
        m_input->resume();
}

void CommandRunner::reap()
{
    const Reaped reaped = reapChildren(m_pid);
    m_treeIsGone = reaped.treeIsGone;
    if (reaped.status) {
        m_end = endOf(*reaped.status);
        if (m_input)
            m_input->stop();
        m_streams.closeSlaves();
        QTimer::singleShot(m_times.drainGrace, this, &CommandRunner::drainPumps);
    }
    endIfDone();
}

void CommandRunner::onPumpFinished(bool isTerminal)
{
    if (isTerminal && !m_end) { // the user's terminal is gone
        m_input.reset();
        m_streams.hangUp();
    }
    ++m_finishedPumps;
    endIfDone();
}

void CommandRunner::drainPumps()
{
    for (const auto &pump : m_pumps)
        pump->drain();
}

void CommandRunner::cancel()
{
    if (m_isCancelled || m_hasEnded)
        return;
    m_isCancelled = true;
    m_isPaused = false;
    signalDescendants(SIGTERM);
    signalDescendants(SIGCONT); // one that is stopped would never get to its end
    m_killTimer.start(m_times.killAfter);
}

void CommandRunner::pause()
{
    if (m_isCancelled || m_hasEnded || std::exchange(m_isPaused, true))
        return;
    stopDescendants();
}

void CommandRunner::resume()
{
    if (std::exchange(m_isPaused, false))
        continueDescendants();
}

void CommandRunner::killSurvivors()
{
    signalDescendants(SIGKILL);
    m_killTimer.start(100ms); // what was forked meanwhile
}

void CommandRunner::endIfDone()
{
    const bool processesDone = m_end && (!m_isCancelled || m_treeIsGone);
    if (m_hasEnded || !processesDone || m_finishedPumps < m_pumps.size())
        return;
    m_hasEnded = true;
    m_killTimer.stop();
    m_input.reset();
    Q_EMIT ended(*m_end);
}

} // namespace headway
