#include "tests/support/fakesignin.h"

#include "core/base/future.h"

namespace headway {

void FakeSignIn::addAccount(const TaskSessionPtr &session, const QByteArray &password)
{
    m_known += {session, password};
}

void FakeSignIn::answer()
{
    m_holds = false;
    for (const auto &give : std::exchange(m_waiting, {}))
        give();
}

template <typename T>
QFuture<Result<T>> FakeSignIn::reply(const Result<T> &result)
{
    if (!m_holds)
        return readyFuture(result);
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_waiting.append([promise, result] {
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<TaskSessionPtr>> FakeSignIn::signIn(const QString &email, const QByteArray &password)
{
    if (m_error)
        return reply<TaskSessionPtr>(*m_error);
    for (const Known &known : m_known) {
        if (known.session->email() == email && known.password == password && !password.isEmpty())
            return reply<TaskSessionPtr>(known.session);
    }
    return reply<TaskSessionPtr>(Error{ErrorCode::NotSignedIn, {}});
}

QFuture<Result<TaskSessionPtr>> FakeSignIn::signInAsOwner()
{
    if (m_error)
        return reply<TaskSessionPtr>(*m_error);
    if (m_known.isEmpty() || !m_known.first().password.isEmpty())
        return reply<TaskSessionPtr>(Error{ErrorCode::NotSignedIn, {}});
    return reply<TaskSessionPtr>(m_known.first().session);
}

QFuture<Result<void>> FakeSignIn::signOut(const TaskSessionPtr &session)
{
    m_signedOut += session;
    return readyFuture(Result<void>());
}

QFuture<Result<void>> FakeSignIn::leave(const TaskSessionPtr &session)
{
    return signOut(session);
}

bool FakeSignIn::isOwners(const TaskSessionPtr &session) const
{
    return session && !m_known.isEmpty() && session == m_known.first().session;
}

std::unique_ptr<AccountDesk> FakeSignIn::accountDesk(const TaskSessionPtr &session)
{
    return isOwners(session) ? std::make_unique<FakeAccountDesk>(desks) : nullptr;
}

std::unique_ptr<TokenDesk> FakeSignIn::tokenDesk(const TaskSessionPtr &session)
{
    return session ? std::make_unique<FakeTokenDesk>(desks) : nullptr;
}

std::unique_ptr<RetentionDesk> FakeSignIn::retentionDesk(const TaskSessionPtr &session)
{
    return session ? std::make_unique<FakeRetentionDesk>(desks, isOwners(session)) : nullptr;
}

QFuture<Result<QList<Account>>> FakeSignIn::accounts()
{
    if (m_error)
        return reply<QList<Account>>(*m_error);
    QList<Account> accounts;
    for (const Known &known : m_known) {
        Account account;
        account.email = known.session->email();
        account.isOwner = accounts.isEmpty();
        account.hasPassword = !known.password.isEmpty();
        accounts += account;
    }
    return reply<QList<Account>>(accounts);
}

} // namespace headway
