#include "app/desktop/detachedstarter.h"

#include "core/base/future.h"
#include "core/base/shellword.h"
#include "core/model/limits.h"
#include "ui/models/plaintext.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto shell = "/bin/sh"_L1;
constexpr auto takesCommand = "-c"_L1;

// What a run ends with whose command cannot be run. Source: POSIX 2.8.2
constexpr int notExecutable = 126;
constexpr int notFound = 127;

Error refusal(const QString &detail)
{
    return {ErrorCode::StateForbids, detail};
}

/// Every user of the machine may read a command line, and only this one the environment. A token
/// that stands in this program's own is for another service.
QProcessEnvironment environmentWith(const std::optional<NewSecret> &token)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"HEADWAY_TOKEN"_s);
    if (token)
        environment.insert(u"HEADWAY_TOKEN"_s, QString::fromLatin1(token->secret));
    return environment;
}

/// Of a program that speaks to a terminal.
QString wordsOf(const QByteArray &said)
{
    constexpr auto speaker = "headway: "_L1;
    const QString words = oneLine(QString::fromUtf8(said).trimmed());
    return words.startsWith(speaker) ? words.sliced(speaker.size()) : words;
}

/// What `headway run --detach` has said, at its end. It ends with 0 once the command runs, even if
/// there is something else to say than the task's ID, and as a shell does when that cannot run: the
/// task then is reported as failed.
Result<StartedRun> outcomeOf(QProcess &run)
{
    const QString words = wordsOf(run.readAllStandardError());
    const QString why = words.isEmpty() ? u"The command could not be started."_s : words;
    const bool hasEnded = run.exitStatus() == QProcess::NormalExit;
    if (hasEnded && (run.exitCode() == notExecutable || run.exitCode() == notFound))
        return StartedRun{{}, {}, why};
    if (!hasEnded || run.exitCode() != 0)
        return refusal(why);
    const QString id = QString::fromUtf8(run.readAllStandardOutput()).trimmed();
    return StartedRun{TaskId::fromString(id).value_or(TaskId()), words};
}

/// A command that was started from the window is a shell's line; of any other one is made.
QString lineOf(const Command &command)
{
    QStringList words;
    for (const QByteArray &argument : command.arguments)
        words += QFile::decodeName(argument);
    if (words.size() == 3 && words.at(0) == shell && words.at(1) == takesCommand)
        return words.at(2);
    for (QString &word : words)
        word = shellWord(word);
    return words.join(u' ');
}

} // namespace

DetachedStarter::DetachedStarter(const QString &program, const QString &dataDirectory)
    : m_program(program)
    , m_directory(DataDirectory::resolve(dataDirectory))
    , m_commands(m_directory.commandsDirectory())
    , m_reader(u"headway-commands"_s)
{
}

QStringList DetachedStarter::argumentsFor(const StartRequest &request,
                                          const std::optional<NewSecret> &token) const
{
    QStringList arguments{u"run"_s, u"--detach"_s, u"--local"_s};
    if (m_directory.isExplicit()) // by a path, as it runs elsewhere
        arguments += {u"--data-dir"_s, m_directory.path()};
    const QString name = request.name.isEmpty() ? request.command : request.name;
    arguments += {u"--name"_s, name.left(limits::nameLength)};
    if (request.retryOf)
        arguments += {u"--retry-of"_s, request.retryOf->toString()};
    if (token)
        arguments += {u"--revoke-token"_s, token->token.id.toString()};
    return arguments + QStringList{u"--"_s, shell, takesCommand, request.command};
}

QFuture<Result<StartedRun>> DetachedStarter::start(const StartRequest &request,
                                                   const std::optional<NewSecret> &token)
{
    const QString directory = request.directory.isEmpty() ? QDir::homePath() : request.directory;
    if (!QDir(directory).exists()) {
        return readyFuture(Result<StartedRun>(Error{
            ErrorCode::InvalidArgument, u"There is no directory %1."_s.arg(oneLine(directory))}));
    }
    auto *run = new QProcess(this);
    run->setProgram(m_program);
    run->setArguments(argumentsFor(request, token));
    run->setWorkingDirectory(directory);
    run->setProcessEnvironment(environmentWith(token));
    run->setStandardInputFile(QProcess::nullDevice());
    auto promise = std::make_shared<Promise<Result<StartedRun>>>();
    const auto end = [run, promise](const Result<StartedRun> &outcome) {
        promise->finish(outcome);
        run->deleteLater();
    };
    connect(run, &QProcess::finished, this, [run, end] { end(outcomeOf(*run)); });
    connect(run, &QProcess::errorOccurred, this, [run, end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // any other is followed by finished()
            end(refusal(run->program() + u": "_s + run->errorString()));
    });
    run->start();
    return promise->future();
}

QFuture<Result<StartRequest>> DetachedStarter::kept(TaskId id)
{
    return m_reader.post([commands = m_commands, id]() -> Result<StartRequest> {
        const Result<KeptCommand> kept = commands.find(id);
        if (!kept)
            return kept.error();
        return StartRequest{lineOf(kept->command), QFile::decodeName(kept->directory), {}, {}};
    });
}

} // namespace headway
