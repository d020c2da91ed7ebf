#include "ui/window/rundesk.h"

#include "core/base/future.h"
#include "ui/models/plaintext.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// A run that is killed cannot end its token.
constexpr auto longestRun = std::chrono::days(30);

constexpr qsizetype nameShown = 60;

} // namespace

RunDesk::RunDesk(CommandStarter &starter, QObject *parent)
    : QObject(parent)
    , m_starter(starter)
{
}

RunDesk::~RunDesk() = default;

void RunDesk::setTokens(std::unique_ptr<TokenDesk> tokens)
{
    m_tokens = std::move(tokens);
}

QFuture<Result<TaskId>> RunDesk::start(const StartRequest &request)
{
    if (!m_tokens)
        return m_starter.start(request, std::nullopt);
    const auto started = std::make_shared<Promise<Result<TaskId>>>();
    const QString name = request.name.isEmpty() ? request.command : request.name;
    const NewToken wanted{tr("Run of %1").arg(oneLine(name, nameShown)), TokenScope::Write,
                          longestRun};
    whenDone(m_tokens->create(wanted), this,
             [this, request, started](const Result<NewSecret> &token) {
                 if (token)
                     return startWith(request, *token, started);
                 started->finish(token.error());
             });
    return started->future();
}

/// What has not begun has no use for its token.
void RunDesk::startWith(const StartRequest &request, const NewSecret &token, const Started &started)
{
    const auto end = [started, tokens = m_tokens, made = token.token.id](const Result<TaskId> &id) {
        if (!id && tokens)
            tokens->revoke(made);
        started->finish(id);
    };
    whenDone(m_starter.start(request, token), this, end);
}

} // namespace headway
