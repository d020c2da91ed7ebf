#pragma once

#include "core/model/account.h"
#include "core/model/storagestate.h"
#include "core/session/tasksession.h"

namespace headway {

/// The desktop's way in: signing in and out, and who could. Every call returns at once.
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
    /// All accounts, the owner's first.
    virtual QFuture<Result<QList<Account>>> accounts() = 0;
    /// Whether what anybody changes can be kept now.
    virtual StorageState storage() const = 0;

Q_SIGNALS:
    void storageChanged(headway::StorageState state);

protected:
    using QObject::QObject;
};

} // namespace headway
