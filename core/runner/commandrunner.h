#pragma once

#include "core/base/result.h"
#include "core/runner/command.h"
#include "core/runner/commandstreams.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

#include <sys/types.h>

namespace headway {

class InputRelay;
class OutputPump;
class SignalWatcher;

struct RunnerTimes
{
    std::chrono::milliseconds killAfter{5000}; ///< from SIGTERM to SIGKILL
    /// How long, after the command's end, what it left behind in the background may still write.
    std::chrono::milliseconds drainGrace{500};
};

/// Runs one command for the user, as if we were not there: see CommandStreams for its streams.
/// SIGINT, SIGQUIT, SIGTERM and SIGHUP sent to us go to its process group; SIGTSTP, and the key for
/// it, stop the command and then us, as the shell that started us expects. Needs an event loop; at
/// most one at a time in a process, which has no other children meanwhile. What was started lives
/// on when this is destroyed early.
class CommandRunner : public QObject
{
    Q_OBJECT

public:
    explicit CommandRunner(StandardStreams streams = {}, RunnerTimes times = {},
                           QObject *parent = nullptr);
    ~CommandRunner() override;

    /// Errors: NotFound when there is no such program, Internal when it cannot be executed.
    Result<void> start(const Command &command);
    /// Ends the command with all its processes, those in other sessions as well: SIGTERM, then
    /// SIGKILL to what is left. ended() comes when none is left.
    void cancel();
    /// Stops the command with all its processes, where they are.
    void pause();
    void resume();

Q_SIGNALS:
    /// The user has been given @p bytes.
    void output(const QByteArray &bytes, headway::CommandStream stream);
    /// What it writes cannot be passed on any more, and it is not listened to.
    /// @param code an errno
    void outputLost(int code);
    /// The command has ended and its output was passed on. Once.
    void ended(const headway::CommandEnd &end);

private:
    void startInput(int master);
    void startPumps();
    void onSignal(int number);
    void passOn(int number);
    void suspend();
    void reap();
    void onPumpFinished(bool isTerminal);
    void drainPumps();
    void killSurvivors();
    void endIfDone();

    const StandardStreams m_user;
    const RunnerTimes m_times;
    CommandStreams m_streams;
    std::unique_ptr<SignalWatcher> m_signals;
    std::unique_ptr<InputRelay> m_input;
    std::vector<std::unique_ptr<OutputPump>> m_pumps;
    size_t m_finishedPumps = 0;
    QTimer m_killTimer;
    pid_t m_pid = -1;
    bool m_isPaused = false;
    bool m_isCancelled = false;
    bool m_treeIsGone = false;
    bool m_hasEnded = false;
    std::optional<CommandEnd> m_end; ///< of the command itself
};

} // namespace headway
