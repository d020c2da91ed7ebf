#include "core/service/localsignin.h"

#include "core/base/future.h"
#include "core/service/authservice.h"

namespace headway {

using namespace Qt::StringLiterals;

LocalSignIn::LocalSignIn(const LocalTaskSession::Service &service)
    : m_service(service)
{
}

QFuture<Result<TaskSessionPtr>> LocalSignIn::signIn(const QString &email,
                                                    const QByteArray &password)
{
    auto *home = thread();
    return m_service.auth.checkPassword(email, password)
        .then([service = m_service,
               home](const Result<Principal> &principal) -> Result<TaskSessionPtr> {
            if (!principal)
                return principal.error();
            auto session = std::make_shared<LocalTaskSession>(service, *principal);
            session->moveToThread(home);
            return TaskSessionPtr(session);
        });
}

QFuture<Result<TaskSessionPtr>> LocalSignIn::signInAsOwner()
{
    const Account owner = m_service.auth.accounts().constFirst();
    if (m_wantsPassword && owner.hasPassword) {
        return readyFuture<Result<TaskSessionPtr>>(
            Error{ErrorCode::NotSignedIn, u"The owner has set a password; sign in with it."_s});
    }
    return readyFuture<Result<TaskSessionPtr>>(
        TaskSessionPtr(std::make_shared<LocalTaskSession>(m_service, m_service.auth.owner())));
}

QFuture<Result<void>> LocalSignIn::signOut(const TaskSessionPtr &session)
{
    m_wantsPassword = true;
    if (auto *local = qobject_cast<LocalTaskSession *>(session.get()))
        local->end();
    return readyFuture(Result<void>());
}

QFuture<Result<QList<Account>>> LocalSignIn::accounts()
{
    return readyFuture<Result<QList<Account>>>(m_service.auth.accounts());
}

} // namespace headway
