#include "app/cli/commandrun.h"

#include "app/cli/console.h"
#include "app/cli/exitcode.h"
#include "app/cli/plaintext.h"
#include "core/base/logtext.h"
#include "core/model/limits.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>

#include <cstring>

#include <unistd.h>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

// What a shell ends with when it cannot run a command. Source: POSIX 2.8.2
constexpr int notFound = 127;
constexpr int notExecutable = 126;

QString wordsFor(const CommandEnd &end)
{
    return end.signal ? u"Ended by signal %1 (%2)"_s.arg(*end.signal)
                            .arg(QString::fromLocal8Bit(::strsignal(*end.signal)))
                      : u"Ended with exit code %1"_s.arg(end.exitCode.value_or(0));
}

} // namespace

CommandRun::CommandRun(Command command, NewTask task, const AccessRequest &request,
                       std::optional<Detachment> detachment)
    : m_command(std::move(command))
    , m_task(std::move(task))
    , m_kept(request.directory.commandsDirectory())
    , m_report(request)
    , m_detachment(std::move(detachment))
{
    m_task.status = TaskStatus::Processing;
    m_task.hasRunner = true;
    m_task.host = QSysInfo::machineHostName().left(limits::hostLength);
}

CommandRun::~CommandRun() = default;

/// The command first: whoever is to be told of it can wait.
void CommandRun::start()
{
    m_runner = std::make_unique<CommandRunner>();
    connect(m_runner.get(), &CommandRunner::output, this, &CommandRun::onOutput);
    connect(m_runner.get(), &CommandRunner::outputLost, this, [this](int code) {
        tell(
            u"The output could not be written: %1."_s.arg(QString::fromLocal8Bit(::strerror(code))),
            Done);
    });
    connect(m_runner.get(), &CommandRunner::ended, this, &CommandRun::onEnded);
    const Result<void> started = m_runner->start(m_command);
    if (started) {
        m_meter.start();
        return report();
    }
    const int code = started.error().code == ErrorCode::NotFound ? notFound : notExecutable;
    m_runner.reset();
    tell(started.error().detail, code);
    report();
    endWith(code, Failure{started.error().detail, code, {}});
}

void CommandRun::report()
{
    connect(&m_watch, &OutputWatch::progressed, &m_report, &RunReport::update);
    connect(&m_meter, &UsageMeter::measured, &m_report, &RunReport::noteUsage);
    connect(&m_meter, &UsageMeter::changed, &m_report, &RunReport::send);
    connect(&m_report, &RunReport::created, this, &CommandRun::onCreated);
    connect(&m_report, &RunReport::cancelRequested, this, &CommandRun::cancel);
    connect(&m_report, &RunReport::isDelayed, this,
            [this](const QString &sentence) { tell(sentence, Done); });
    if (m_runner) {
        connect(&m_report, &RunReport::pauseRequested, m_runner.get(), &CommandRunner::pause);
        connect(&m_report, &RunReport::resumeRequested, m_runner.get(), &CommandRunner::resume);
    }
    if (m_detachment)
        m_report.takeTime();
    if (const Result<void> begun = m_report.begin(m_task); !begun)
        tell(begun.error().detail + u"; the command is not reported."_s, Done);
}

void CommandRun::onCreated(TaskId id)
{
    if (m_detachment)
        m_detachment->say({Done, id.toString().toUtf8()});
    const Result<void> kept = m_kept.keep(id, {m_command, QFile::encodeName(QDir::currentPath())});
    if (!kept) // it costs the user a retry, not the run
        qWarning().noquote() << logText(kept.error().detail);
}

void CommandRun::onOutput(const QByteArray &bytes, CommandStream stream)
{
    m_watch.append(bytes, stream);
    m_report.appendOutput(bytes);
}

void CommandRun::cancel()
{
    m_isCancelled = true;
    if (m_runner)
        m_runner->cancel();
}

void CommandRun::onEnded(const CommandEnd &end)
{
    // From here on a Ctrl-C is for us.
    m_runner.release()->deleteLater();
    m_meter.stop();
    m_watch.flush();
    if (end.exitCode == 0 && !m_isCancelled)
        return endWith(0, Completion{{}, 0});
    const QString words = m_watch.lastWords();
    endWith(end.shellCode(),
            Failure{words.isEmpty() ? wordsFor(end) : words, end.exitCode, end.signal});
}

void CommandRun::endWith(int code, const std::variant<Completion, Failure> &outcome)
{
    connect(&m_report, &RunReport::finished, this, [this, code] { Q_EMIT finished(code); });
    m_report.end(outcome);
}

/// On a terminal that may be raw at the moment, where a line feed alone does not return.
/// @param detachedCode what the process that waits for a detached run ends with
void CommandRun::tell(const QString &sentence, int detachedCode)
{
    if (m_detachment)
        return m_detachment->say({detachedCode, sentence.toUtf8()});
    if (::isatty(STDERR_FILENO) == 0)
        return console::printError(sentence);
    const QByteArray line = "headway: " + harmless(sentence).toUtf8() + "\r\n";
    if (::write(STDERR_FILENO, line.constData(), static_cast<size_t>(line.size())) < 0)
        return; // nobody reads it
}

} // namespace headway
