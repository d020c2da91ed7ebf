#include "ui/window/rundesk.h"

#include "core/base/future.h"
#include "core/base/promise.h"
#include "ui/models/plaintext.h"

#include <QEventLoopLocker>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// A run that is killed cannot end its token.
constexpr auto longestRun = std::chrono::days(30);

constexpr qsizetype nameShown = 60;

Error hasGone()
{
    return {ErrorCode::NotSignedIn, RunDesk::tr("Nothing was started, as you have signed out.")};
}

} // namespace

struct RunDesk::Attempt
{
    StartRequest request;
    std::shared_ptr<TokenDesk> tokens; ///< of whoever asked for it
    Promise<Result<StartedRun>> outcome = {};
    QEventLoopLocker stay = {};
};

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

QFuture<Result<StartedRun>> RunDesk::start(const StartRequest &request)
{
    const AttemptPtr attempt(new Attempt{request, m_tokens});
    const QFuture<Result<StartedRun>> outcome = attempt->outcome.future();
    if (m_tokens)
        makeToken(attempt);
    else
        startWith(std::nullopt, attempt);
    return outcome;
}

void RunDesk::makeToken(const AttemptPtr &attempt)
{
    const StartRequest &request = attempt->request;
    const QString name = request.name.isEmpty() ? request.command : request.name;
    const NewToken wanted{tr("Run of %1").arg(oneLine(name, nameShown)), TokenScope::Write,
                          longestRun};
    whenDone(attempt->tokens->create(wanted), this,
             [this, attempt](const Result<NewSecret> &token) {
                 if (!token)
                     return attempt->outcome.finish(token.error());
                 if (attempt->tokens == m_tokens)
                     return startWith(*token, attempt);
                 revoke(token->token.id, attempt);
                 attempt->outcome.finish(hasGone());
             });
}

/// What has not begun has no use for its token; what has, reports with it, sooner or later.
void RunDesk::startWith(const std::optional<NewSecret> &token, const AttemptPtr &attempt)
{
    const auto made = token ? std::optional(token->token.id) : std::nullopt;
    const auto end = [this, made, attempt](const Result<StartedRun> &run) {
        if (!run && made)
            revoke(*made, attempt);
        attempt->outcome.finish(run);
    };
    whenDone(m_starter.start(attempt->request, token), this, end);
}

void RunDesk::revoke(CredentialId token, const AttemptPtr &attempt)
{
    // It holds them until then: they may be nobody else's any more.
    whenDone(attempt->tokens->revoke(token), this, [attempt](const Result<void> &) {});
}

} // namespace headway
