#include "app/cli/commandline.h"
#include "app/cli/commandrun.h"
#include "app/cli/console.h"
#include "app/cli/createdtask.h"
#include "app/cli/plaintext.h"
#include "app/cli/taskoptions.h"
#include "app/cli/tokenend.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/model/limits.h"
#include "core/wire/requestjson.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// The command as it was typed, with its program's name for its path.
QString nameOf(const QByteArrayList &command)
{
    QByteArrayList words = command;
    words.first() = words.first().sliced(words.first().lastIndexOf('/') + 1);
    const QString name = harmless(QString::fromLocal8Bit(words.join(' '))).trimmed();
    return name.isEmpty() ? u"command"_s : name.left(limits::nameLength);
}

class RunVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override;
    void start(const CommandLine &line) override;

private:
    void passOn(const FirstWords &told, const CommandLine &line);
    AccessRequest accessFor(const CommandLine &line) const;
    void endToken(const AccessRequest &request, int code);
    Result<void> read(const CommandLine &line);

    Command m_command;
    NewTask m_task;
    std::optional<CredentialId> m_token; ///< ends with the run
    std::unique_ptr<CommandRun> m_run;
    CreatedTask m_created;
    std::unique_ptr<TokenEnd> m_tokenEnd;
};

QList<QCommandLineOption> RunVerb::options() const
{
    return taskOptions()
        + QList<QCommandLineOption>{
            {u"detach"_s, u"Print the task's ID and go on in the background."_s},
            {u"local"_s,
             u"Report to the service of the data directory, without a token as its owner."_s},
            {u"no-pty"_s, u"Give the command no terminal, even where you have one."_s},
            {u"retry-of"_s, u"It is a new attempt at the task ID."_s, u"ID"_s},
            {u"revoke-token"_s, u"Revoke the token ID once the run is reported."_s, u"ID"_s}};
}

void RunVerb::start(const CommandLine &line)
{
    if (const Result<void> understood = read(line); !understood)
        return failUsage(understood.error().detail);
    std::optional<Detachment> detachment;
    if (line.isSet(u"detach"_s)) {
        FirstWords told{Failed, "The run ended at once."};
        detachment = Detachment::detach(&told);
        if (!detachment)
            return passOn(told, line);
    }
    const AccessRequest access = accessFor(line);
    m_run = std::make_unique<CommandRun>(m_command, m_task, access, std::move(detachment));
    connect(m_run.get(), &CommandRun::finished, this,
            [this, access](int code) { endToken(access, code); });
    m_run->start();
}

AccessRequest RunVerb::accessFor(const CommandLine &line) const
{
    AccessRequest request = line.accessRequest();
    request.endsToken = m_token.has_value();
    if (line.isSet(u"local"_s)) {
        request.url.clear();
        request.usesLogin = false;
    }
    return request;
}

/// It signed in for this run alone; what is left of that is reported with it later, and it ends
/// then.
void RunVerb::endToken(const AccessRequest &request, int code)
{
    if (!m_token || !m_run->isSettled())
        return end(code);
    m_tokenEnd = std::make_unique<TokenEnd>(request, *m_token);
    connect(m_tokenEnd.get(), &TokenEnd::finished, this, [this, code] { end(code); });
    m_tokenEnd->start();
}

/// What the detached run said first: the task's ID, or what went wrong.
void RunVerb::passOn(const FirstWords &told, const CommandLine &line)
{
    const QString text = QString::fromUtf8(told.text);
    const std::optional<TaskId> id = TaskId::fromString(text);
    if (id && line.wantsJson()) {
        connect(&m_created, &CreatedTask::finished, this,
                [this, code = told.exitCode] { end(code); });
        return m_created.print(*id, accessFor(line));
    }
    id ? console::print(text) : console::printError(text);
    end(told.exitCode);
}

Result<void> RunVerb::read(const CommandLine &line)
{
    const Error wrong{ErrorCode::InvalidArgument, u"Say what to run: headway run -- COMMAND"_s};
    const QByteArrayList command = line.behindDashes().value_or(QByteArrayList());
    if (command.isEmpty() || line.operands().size() != command.size())
        return wrong;
    if (line.isSet(u"local"_s) && line.isSet(u"url"_s))
        return Error{ErrorCode::InvalidArgument, u"Give either --local or --url, not both."_s};
    m_command = {command, !line.isSet(u"no-pty"_s)};
    Result<NewTask> task = taskFrom(line);
    if (!task)
        return task.error();
    m_task = *task;
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
    if (line.isSet(u"revoke-token"_s)) {
        m_token = CredentialId::fromString(line.value(u"revoke-token"_s));
        if (!m_token)
            return Error{ErrorCode::InvalidArgument, u"--revoke-token takes the ID of a token."_s};
    }
    const Result<NewTask> accepted = wire::readNewTask(wire::toJson(m_task));
    return accepted ? Result<void>() : accepted.error();
}

} // namespace

std::unique_ptr<Verb> makeRunVerb()
{
    return std::make_unique<RunVerb>();
}

} // namespace headway
