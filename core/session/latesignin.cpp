#include "core/session/latesignin.h"

#include "core/base/future.h"

namespace headway {

LateSignIn::LateSignIn() = default;

LateSignIn::~LateSignIn() = default;

void LateSignIn::come(std::unique_ptr<SignIn> signIn, const QString &url)
{
    m_signIn = std::move(signIn);
    connect(m_signIn.get(), &SignIn::storageChanged, this, &SignIn::storageChanged);
    connect(m_signIn.get(), &SignIn::available, this, &SignIn::available);
    connect(m_signIn.get(), &SignIn::moved, this, &SignIn::moved);
    Q_EMIT moved(url);
    Q_EMIT storageChanged(m_signIn->storage());
    for (const std::function<void()> &question : std::exchange(m_waiting, {}))
        question();
}

template <typename T>
QFuture<T> LateSignIn::ask(std::function<QFuture<T>(SignIn &)> question)
{
    if (m_signIn)
        return question(*m_signIn);
    const auto promise = std::make_shared<Promise<T>>();
    m_waiting.emplace_back([this, promise, question = std::move(question)] {
        whenDone(question(*m_signIn), this,
                 [promise](const T &answer) { promise->finish(answer); });
    });
    return promise->future();
}

QFuture<Result<TaskSessionPtr>> LateSignIn::signIn(const QString &email, const QByteArray &password)
{
    return ask<Result<TaskSessionPtr>>(
        [email, password](SignIn &signIn) { return signIn.signIn(email, password); });
}

QFuture<Result<TaskSessionPtr>> LateSignIn::signInAsOwner()
{
    return ask<Result<TaskSessionPtr>>([](SignIn &signIn) { return signIn.signInAsOwner(); });
}

QFuture<Result<void>> LateSignIn::signOut(const TaskSessionPtr &session)
{
    return ask<Result<void>>([session](SignIn &signIn) { return signIn.signOut(session); });
}

QFuture<Result<void>> LateSignIn::leave(const TaskSessionPtr &session)
{
    return ask<Result<void>>([session](SignIn &signIn) { return signIn.leave(session); });
}

QFuture<Result<QList<Account>>> LateSignIn::accounts()
{
    return ask<Result<QList<Account>>>([](SignIn &signIn) { return signIn.accounts(); });
}

// There is no session before it has come, and so nobody's desk.

bool LateSignIn::isOwners(const TaskSessionPtr &session) const
{
    return m_signIn && m_signIn->isOwners(session);
}

std::unique_ptr<AccountDesk> LateSignIn::accountDesk(const TaskSessionPtr &session)
{
    return m_signIn ? m_signIn->accountDesk(session) : nullptr;
}

std::unique_ptr<TokenDesk> LateSignIn::tokenDesk(const TaskSessionPtr &session)
{
    return m_signIn ? m_signIn->tokenDesk(session) : nullptr;
}

std::unique_ptr<RetentionDesk> LateSignIn::retentionDesk(const TaskSessionPtr &session)
{
    return m_signIn ? m_signIn->retentionDesk(session) : nullptr;
}

StorageState LateSignIn::storage() const
{
    return m_signIn ? m_signIn->storage() : StorageState::Working;
}

} // namespace headway
