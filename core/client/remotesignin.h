#pragma once

#include "core/client/endpointwatch.h"
#include "core/client/remotetasksession.h"
#include "core/session/signin.h"

namespace headway {

/// The window's way in to a service that another process of this user runs on the same data
/// directory. Its sessions outlive the service: when another one has begun there, they go on with
/// it.
class RemoteSignIn final : public SignIn
{
    Q_OBJECT

public:
    explicit RemoteSignIn(const DataDirectory &directory);
    ~RemoteSignIn() override;

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
    /// What the latest answers told of it.
    StorageState storage() const override { return m_storage; }

private:
    using Session = std::shared_ptr<RemoteTaskSession>;

    QFuture<Result<void>> end(const TaskSessionPtr &session);
    Session sessionOf(AccessSource source, const QString &email);
    Result<TaskSessionPtr> ownerSession(const Result<QList<Account>> &accounts);
    Result<TaskSessionPtr> openedSession(const Result<ApiAnswer> &login);
    void takeUp();
    void note(const ApiRequest &request, const Result<ApiAnswer> &answer, bool tellsOfDamage);
    void setStorage(StorageState state);

    const DataDirectory m_directory;
    EndpointWatch m_watch;
    ApiClient m_owner; ///< signs in with the endpoint file's token
    ApiClient m_stranger; ///< signs in by nothing
    QList<std::weak_ptr<RemoteTaskSession>> m_sessions;
    std::weak_ptr<RemoteTaskSession> m_ownerSession; ///< of the endpoint file's token
    StorageState m_storage = StorageState::Working;
    bool m_wantsPassword = false; ///< somebody has signed out since the start
};

} // namespace headway
