#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/detachment.h"
#include "app/cli/plaintext.h"
#include "app/cli/runreport.h"
#include "app/cli/taskoptions.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/model/limits.h"
#include "core/runner/commandrunner.h"
#include "core/runner/outputwatch.h"
#include "core/wire/requestjson.h"

#include <QFile>
#include <QSysInfo>

#include <csignal>
#include <cstring>

#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

// What a shell ends with when it cannot run a command. Source: POSIX 2.8.2
constexpr int notFound = 127;
constexpr int notExecutable = 126;

/// The command as it was typed, with its program's name for its path.
QString nameOf(const QByteArrayList &command)
{
    QByteArrayList words = command;
    words.first() = words.first().sliced(words.first().lastIndexOf('/') + 1);
    const QString name = harmless(QString::fromLocal8Bit(words.join(' '))).trimmed();
    return name.isEmpty() ? u"command"_s : name.left(limits::nameLength);
}

QString wordsFor(const CommandEnd &end)
{
    return end.signal ? u"Ended by signal %1 (%2)"_s.arg(*end.signal)
                            .arg(QString::fromLocal8Bit(::strsignal(*end.signal)))
                      : u"Ended with exit code %1"_s.arg(end.exitCode.value_or(0));
}

class RunVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override;
    void start(const CommandLine &line) override;

private:
    void passOn(const FirstWords &told);
    Result<void> read(const CommandLine &line);
    void runCommand(const CommandLine &line);
    void report(const CommandLine &line);
    void onOutput(const QByteArray &bytes, CommandStream stream);
    void onEnded(const CommandEnd &end);
    void cancel();
    void endWith(int code, const std::variant<Completion, Failure> &outcome);
    void tell(const QString &sentence, int detachedCode = Done);

    Command m_command;
    NewTask m_task;
    std::optional<Detachment> m_detachment;
    std::unique_ptr<CommandRunner> m_runner;
    std::unique_ptr<RunReport> m_report;
    OutputWatch m_watch;
    bool m_isCancelled = false;
};

QList<QCommandLineOption> RunVerb::options() const
{
    return taskOptions()
        + QList<QCommandLineOption>{
            {u"detach"_s, u"Print the task's ID and go on in the background."_s},
            {u"no-pty"_s, u"Give the command no terminal, even where you have one."_s},
            {u"retry-of"_s, u"It is a new attempt at the task ID."_s, u"ID"_s}};
}

void RunVerb::start(const CommandLine &line)
{
    if (const Result<void> understood = read(line); !understood)
        return failUsage(understood.error().detail);
    if (line.isSet(u"detach"_s)) {
        FirstWords told{Failed, "The run ended at once."};
        m_detachment = Detachment::detach(&told);
        if (!m_detachment)
            return passOn(told);
    }
    runCommand(line);
}

/// What the detached run said first: the task's ID, or what went wrong.
void RunVerb::passOn(const FirstWords &told)
{
    const QString text = QString::fromUtf8(told.text);
    TaskId::fromString(text) ? console::print(text) : console::printError(text);
    end(told.exitCode);
}

Result<void> RunVerb::read(const CommandLine &line)
{
    const Error wrong{ErrorCode::InvalidArgument, u"Say what to run: headway run -- COMMAND"_s};
    const QByteArrayList command = line.behindDashes().value_or(QByteArrayList());
    if (command.isEmpty() || line.operands().size() != command.size())
        return wrong;
    m_command = {command, !line.isSet(u"no-pty"_s)};
    Result<NewTask> task = taskFrom(line);
    if (!task)
        return task.error();
    m_task = *task;
    m_task.hasRunner = true;
    m_task.host = QSysInfo::machineHostName().left(limits::hostLength);
    if (m_task.name.isEmpty())
        m_task.name = nameOf(command);
    if (m_task.kind.isEmpty())
        m_task.kind = u"command"_s;
    if (line.isSet(u"retry-of"_s)) {
        const std::optional<TaskId> before = TaskId::fromString(line.value(u"retry-of"_s));
        if (!before)
            return Error{ErrorCode::InvalidArgument, u"--retry-of takes the ID of a task."_s};
        m_task.retryOf = *before;
    }
    const Result<NewTask> accepted = wire::readNewTask(wire::toJson(m_task));
    return accepted ? Result<void>() : accepted.error();
}

/// The command first: whoever is to be told of it can wait.
void RunVerb::runCommand(const CommandLine &line)
{
    m_runner = std::make_unique<CommandRunner>();
    connect(m_runner.get(), &CommandRunner::output, this, &RunVerb::onOutput);
    connect(m_runner.get(), &CommandRunner::ended, this, &RunVerb::onEnded);
    const Result<void> started = m_runner->start(m_command);
    if (started)
        return report(line);
    const int code = started.error().code == ErrorCode::NotFound ? notFound : notExecutable;
    m_runner.reset();
    tell(started.error().detail, code);
    report(line);
    endWith(code, Failure{started.error().detail, code, {}});
}

void RunVerb::report(const CommandLine &line)
{
    m_report = std::make_unique<RunReport>(line.accessRequest());
    connect(&m_watch, &OutputWatch::progressed, m_report.get(), &RunReport::update);
    connect(m_report.get(), &RunReport::cancelRequested, this, &RunVerb::cancel);
    if (m_runner) {
        connect(m_report.get(), &RunReport::pauseRequested, m_runner.get(), &CommandRunner::pause);
        connect(m_report.get(), &RunReport::resumeRequested, m_runner.get(),
                &CommandRunner::resume);
    }
    connect(m_report.get(), &RunReport::isDelayed, this,
            [this](const QString &sentence) { tell(sentence); });
    connect(m_report.get(), &RunReport::created, this, [this](TaskId id) {
        if (m_detachment)
            m_detachment->say({Done, id.toString().toUtf8()});
    });
    if (const Result<void> begun = m_report->begin(m_task); !begun)
        tell(begun.error().detail + u"; the command is not reported."_s);
}

void RunVerb::onOutput(const QByteArray &bytes, CommandStream stream)
{
    m_watch.append(bytes, stream);
    m_report->appendOutput(bytes);
}

void RunVerb::cancel()
{
    m_isCancelled = true;
    if (m_runner)
        m_runner->cancel();
}

void RunVerb::onEnded(const CommandEnd &end)
{
    // From here on a Ctrl-C is for us.
    m_runner.release()->deleteLater();
    m_watch.flush();
    if (end.exitCode == 0 && !m_isCancelled)
        return endWith(0, Completion{{}, 0});
    const QString words = m_watch.lastWords();
    endWith(end.shellCode(),
            Failure{words.isEmpty() ? wordsFor(end) : words, end.exitCode, end.signal});
}

void RunVerb::endWith(int code, const std::variant<Completion, Failure> &outcome)
{
    connect(m_report.get(), &RunReport::finished, this, [this, code] { end(code); });
    m_report->end(outcome);
}

/// On a terminal that may be raw at the moment, where a line feed alone does not return.
/// @param detachedCode what the process that waits for a detached run ends with
void RunVerb::tell(const QString &sentence, int detachedCode)
{
    if (m_detachment)
        return m_detachment->say({detachedCode, sentence.toUtf8()});
    if (::isatty(STDERR_FILENO) == 0)
        return console::printError(sentence);
    const QByteArray line = "headway: " + harmless(sentence).toUtf8() + "\r\n";
    if (::write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size())) < 0)
        return; // nobody reads it
}

} // namespace

std::unique_ptr<Verb> makeRunVerb()
{
    return std::make_unique<RunVerb>();
}

} // namespace headway
