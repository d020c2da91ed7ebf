#include "core/service/localsignin.h"

#include "core/base/future.h"
#include "core/service/authservice.h"
#include "core/service/localdesks.h"
#include "core/service/storagewatch.h"

namespace headway {

using namespace Qt::StringLiterals;

LocalSignIn::LocalSignIn(const LocalTaskSession::Service &service, HistoryKeeper &history)
    : m_service(service)
    , m_history(history)
{
    // Asked and not taken as told: two threads may tell in another order than it has changed.
    connect(&m_service.storage, &StorageWatch::changed, this,
            [this] { Q_EMIT storageChanged(storage()); });
}

QFuture<Result<TaskSessionPtr>> LocalSignIn::signIn(const QString &email,
                                                    const QByteArray &password)
{
    // The session belongs to the window's thread, so it is made here and not where the hash is.
    auto promise = std::make_shared<Promise<Result<TaskSessionPtr>>>();
    whenDone(m_service.auth.checkPassword(email, password, {ownUser(), {}}), this,
             [this, promise](const Result<Principal> &principal) {
                 promise->finish(principal ? Result<TaskSessionPtr>(sessionFor(*principal))
                                           : principal.error());
             });
    return promise->future();
}

TaskSessionPtr LocalSignIn::sessionFor(const Principal &principal) const
{
    return std::make_shared<LocalTaskSession>(m_service, principal);
}

QFuture<Result<TaskSessionPtr>> LocalSignIn::signInAsOwner()
{
    const Account owner = m_service.auth.accounts().constFirst();
    if (m_wantsPassword && owner.hasPassword) {
        return readyFuture<Result<TaskSessionPtr>>(
            Error{ErrorCode::NotSignedIn, u"The owner has set a password; sign in with it."_s});
    }
    return readyFuture<Result<TaskSessionPtr>>(sessionFor(m_service.auth.owner()));
}

QFuture<Result<void>> LocalSignIn::signOut(const TaskSessionPtr &session)
{
    m_wantsPassword = true;
    end(session);
    return readyFuture(Result<void>());
}

QFuture<Result<void>> LocalSignIn::leave(const TaskSessionPtr &session)
{
    m_wantsPassword = false;
    end(session);
    return readyFuture(Result<void>());
}

void LocalSignIn::end(const TaskSessionPtr &session)
{
    if (auto *local = qobject_cast<LocalTaskSession *>(session.get()))
        local->end();
}

QFuture<Result<QList<Account>>> LocalSignIn::accounts()
{
    return readyFuture<Result<QList<Account>>>(m_service.auth.accounts());
}

bool LocalSignIn::isOwners(const TaskSessionPtr &session) const
{
    const auto *local = qobject_cast<const LocalTaskSession *>(session.get());
    return local && !local->isOver() && local->principal().ownsDataDirectory();
}

std::unique_ptr<AccountDesk> LocalSignIn::accountDesk(const TaskSessionPtr &session)
{
    if (!isOwners(session))
        return nullptr;
    const auto *local = qobject_cast<const LocalTaskSession *>(session.get());
    return std::make_unique<LocalAccountDesk>(m_service.auth, local->principal());
}

std::unique_ptr<TokenDesk> LocalSignIn::tokenDesk(const TaskSessionPtr &session)
{
    const auto *local = qobject_cast<const LocalTaskSession *>(session.get());
    if (!local || local->isOver())
        return nullptr;
    return std::make_unique<LocalTokenDesk>(m_service.auth, local->principal());
}

std::unique_ptr<RetentionDesk> LocalSignIn::retentionDesk(const TaskSessionPtr &session)
{
    const auto *local = qobject_cast<const LocalTaskSession *>(session.get());
    if (!local || local->isOver())
        return nullptr;
    return std::make_unique<LocalRetentionDesk>(m_service.auth, m_history, local->principal());
}

StorageState LocalSignIn::storage() const
{
    return m_service.storage.state();
}

} // namespace headway
