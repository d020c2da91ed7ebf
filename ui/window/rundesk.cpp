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

constexpr qsizetype tokenNameShown = 60;

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

QFuture<Result<StartedRun>> RunDesk::start(const StartRequest &request)
{
    const AttemptPtr attempt(new Attempt{request, m_account.tokens});
    QFuture<Result<StartedRun>> outcome = attempt->outcome.future();
    if (m_account.ownsDataDirectory)
        startWith(std::nullopt, attempt);
    else if (m_account.tokens)
        makeToken(attempt);
    else
        attempt->outcome.finish(hasGone());
    return outcome;
}

void RunDesk::makeToken(const AttemptPtr &attempt)
{
    const StartRequest &request = attempt->request;
    const QString name = request.name.isEmpty() ? request.command : request.name;
    const NewToken wanted{tr("Run of %1").arg(oneLine(name, tokenNameShown)), TokenScope::Write,
                          longestRun};
    whenDone(attempt->tokens->create(wanted), this,
             [this, attempt](const Result<NewSecret> &token) {
                 if (!token)
                     return attempt->outcome.finish(token.error());
                 if (attempt->tokens == m_account.tokens)
                     return startWith(*token, attempt);
                 takeBack(*token, attempt);
                 attempt->outcome.finish(hasGone());
             });
}

/// What has not begun has no use for its token; what has, reports with it, sooner or later, be it
/// that its command could not be run.
void RunDesk::startWith(const std::optional<NewSecret> &token, const AttemptPtr &attempt)
{
    const auto end = [this, token, attempt](const Result<StartedRun> &run) {
        if (!run && token)
            takeBack(*token, attempt);
        if (run && run->failure)
            return attempt->outcome.finish(Error{ErrorCode::StateForbids, *run->failure});
        attempt->outcome.finish(run);
    };
    whenDone(m_starter.start(attempt->request, token), this, end);
}

void RunDesk::takeBack(const NewSecret &token, const AttemptPtr &attempt)
{
    // It holds them until then: they may be nobody else's any more.
    whenDone(attempt->tokens->takeBack(token), this, [attempt](const Result<void> &) {});
}

} // namespace headway
