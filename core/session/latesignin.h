#pragma once

#include "core/session/signin.h"

#include <functional>
#include <vector>

namespace headway {

/// Stands for a way in that is still being opened: what is asked of it meanwhile is answered when
/// it has come.
class LateSignIn final : public SignIn
{
    Q_OBJECT

public:
    LateSignIn();
    ~LateSignIn() override;

    /// Answers by @p signIn from now on, which is reached at @p url.
    void come(std::unique_ptr<SignIn> signIn, const QString &url);

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
    StorageState storage() const override;

private:
    template <typename T>
    QFuture<T> ask(std::function<QFuture<T>(SignIn &)> question);

    std::unique_ptr<SignIn> m_signIn; ///< null until it has come
    std::vector<std::function<void()>> m_waiting; ///< questions, in the order in which they came
};

} // namespace headway
