#pragma once

#include "app/cli/detachment.h"
#include "app/cli/runreport.h"
#include "core/runner/commandrunner.h"
#include "core/runner/keptcommands.h"
#include "core/runner/outputwatch.h"
#include "core/runner/usagemeter.h"

namespace headway {

/// Runs a command for the user and reports it as a task.
class CommandRun : public QObject
{
    Q_OBJECT

public:
    /// @param task what is reported of it; the rest is filled in
    /// @param detachment who waits for the task's id, or for what goes wrong
    CommandRun(Command command, NewTask task, const AccessRequest &request,
               std::optional<Detachment> detachment = {});
    ~CommandRun() override;

    void start();
    /// False while there is something to be told later, by somebody else.
    bool isSettled() const { return m_report.isSettled(); }

Q_SIGNALS:
    /// @p exitCode is the command's, as a shell would tell it. Once.
    void finished(int exitCode);

private:
    void report();
    void onCreated(TaskId id);
    void onOutput(const QByteArray &bytes, CommandStream stream);
    void onEnded(const CommandEnd &end);
    void cancel();
    void endWith(int code, const std::variant<Completion, Failure> &outcome);
    void tell(const QString &sentence, int detachedCode);

    const Command m_command;
    NewTask m_task;
    const KeptCommands m_kept;
    RunReport m_report;
    std::optional<Detachment> m_detachment;
    std::unique_ptr<CommandRunner> m_runner;
    OutputWatch m_watch;
    UsageMeter m_meter;
    bool m_isCancelled = false;
};

} // namespace headway
