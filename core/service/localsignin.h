#pragma once

#include "core/service/localtasksession.h"
#include "core/session/signin.h"

namespace headway {

class HistoryKeeper;

/// The window's way in, within this process. Whoever runs the window owns the data directory.
class LocalSignIn final : public SignIn
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive this.
    LocalSignIn(const LocalTaskSession::Service &service, HistoryKeeper &history);

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
    static void end(const TaskSessionPtr &session);
    TaskSessionPtr sessionFor(const Principal &principal) const;

    const LocalTaskSession::Service m_service;
    HistoryKeeper &m_history;
    bool m_wantsPassword = false; ///< somebody has signed out since the start
};

} // namespace headway
