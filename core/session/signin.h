#pragma once

#include "core/model/account.h"
#include "core/model/storagestate.h"
#include "core/session/accountdesk.h"
#include "core/session/retentiondesk.h"
#include "core/session/tasksession.h"
#include "core/session/tokendesk.h"

namespace headway {

/// The desktop's way in: signing in and out, and who could. Every call returns at once.
/// Errors of every call besides: Unreachable, where the service is another process.
class SignIn : public QObject
{
    Q_OBJECT

public:
    ~SignIn() override;

    /// Errors: NotSignedIn for a wrong email or password, TooMany when too many try at once.
    virtual QFuture<Result<TaskSessionPtr>> signIn(const QString &email,
                                                   const QByteArray &password) = 0;
    /// The owner's own session, by right of owning the data directory.
    /// Errors: NotSignedIn when the owner has set a password and it is wanted (after a sign-out).
    virtual QFuture<Result<TaskSessionPtr>> signInAsOwner() = 0;
    /// Ends @p session for good; its `ended` is emitted.
    virtual QFuture<Result<void>> signOut(const TaskSessionPtr &session) = 0;
    /// The same at the end of the program. If it goes on after all, it is as after its start:
    /// whoever owns the data directory is asked for no password.
    virtual QFuture<Result<void>> leave(const TaskSessionPtr &session) = 0;
    /// All accounts, the owner's first.
    virtual QFuture<Result<QList<Account>>> accounts() = 0;
    /// Whether @p session is the owner's, by right of owning the data directory: programs of the
    /// same user sign in as that account by themselves.
    virtual bool isOwners(const TaskSessionPtr &session) const = 0;
    /// Where the accounts are managed. Null unless isOwners(). Outlived by this.
    virtual std::unique_ptr<AccountDesk> accountDesk(const TaskSessionPtr &session) = 0;
    /// Where the tokens of @p session's account are managed. May be null once it has ended.
    /// Outlived by this.
    virtual std::unique_ptr<TokenDesk> tokenDesk(const TaskSessionPtr &session) = 0;
    /// Where it is seen, and by the owner set, how long tasks are kept. Outlived by this.
    virtual std::unique_ptr<RetentionDesk> retentionDesk(const TaskSessionPtr &session) = 0;
    /// Whether what anybody changes can be kept now.
    virtual StorageState storage() const = 0;

Q_SIGNALS:
    void storageChanged(headway::StorageState state);
    /// The service that was Unreachable can be asked again.
    void available();
    /// Programs reach the service at @p url from now on.
    void moved(const QString &url);

protected:
    using QObject::QObject;
};

} // namespace headway
