#pragma once

#include "core/session/signin.h"
#include "tests/support/fakedesks.h"

namespace headway {

/// Accounts in memory. Answers at once, or when the test says so.
class FakeSignIn final : public SignIn
{
public:
    /// The owner's comes first. With no password an account signs in as the owner only.
    void addAccount(const TaskSessionPtr &session, const QByteArray &password = {});
    void holdAnswers() { m_holds = true; }
    void answer();
    void failWith(ErrorCode code) { m_error = Error{code, {}}; }

    void setStorage(StorageState state)
    {
        m_storage = state;
        Q_EMIT storageChanged(state);
    }

    /// As if the service had come back.
    void comeBack()
    {
        m_error.reset();
        Q_EMIT available();
    }

    QList<TaskSessionPtr> signedOut() const { return m_signedOut; }

    QFuture<Result<TaskSessionPtr>> signIn(const QString &email,
                                           const QByteArray &password) override;
    QFuture<Result<TaskSessionPtr>> signInAsOwner() override;
    QFuture<Result<void>> signOut(const TaskSessionPtr &session) override;
    QFuture<Result<void>> leave(const TaskSessionPtr &session) override;
    QFuture<Result<QList<Account>>> accounts() override;
    bool isOwners(const TaskSessionPtr &session) const override;
    std::unique_ptr<AccountDesk> accountDesk(const TaskSessionPtr &session) override;
    std::unique_ptr<TokenDesk> tokenDesk(const TaskSessionPtr &session) override;
    std::unique_ptr<RetentionDesk> retentionDesk(const TaskSessionPtr &session) override;
    StorageState storage() const override { return m_storage; }

    FakeDesks desks; ///< what the desks have

private:
    template <typename T>
    QFuture<Result<T>> reply(const Result<T> &result);

    struct Known
    {
        TaskSessionPtr session;
        QByteArray password;
    };
    QList<Known> m_known;
    QList<TaskSessionPtr> m_signedOut;
    std::optional<Error> m_error;
    StorageState m_storage = StorageState::Working;
    bool m_holds = false;
    QList<std::function<void()>> m_waiting;
};

} // namespace headway
