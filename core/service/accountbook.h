#pragma once

#include "core/model/emailsource.h"
#include "core/service/credentialcache.h"
#include "core/service/taskengine.h"
#include "core/session/requestkey.h"

#include <QFuture>
#include <QObject>

namespace headway {

class HistoryKeeper;

/// Accounts, sessions and tokens: written by the engine, and after its commit known to the cache.
/// Knows no rights and no passwords, only their hashes. Any thread.
class AccountBook : public QObject
{
    Q_OBJECT

public:
    /// All are borrowed and outlive this.
    AccountBook(TaskEngine &engine, HistoryKeeper &history, const Clock &clock);

    /// Reads everything; makes the owner's account with @p ownerEmail if there is none. Waits.
    /// Errors: InvalidArgument for the email; StorageFailed, StorageFull.
    Result<void> open(const EmailSource &ownerEmail);

    const CredentialCache &cache() const { return m_cache; }
    void setEndpointHash(const QByteArray &hash) { m_cache.setEndpointHash(hash); }

    /// @p key is @p by's. Errors: AlreadyExists; those of WriteGroup::onceUnkept().
    QFuture<Result<Account>> addAccount(AccountId by, const QString &email,
                                        const QByteArray &passwordHash, const RequestKey &key);
    /// Ends all sessions and tokens of the account but @p kept, which may be null.
    /// Errors: NotFound.
    QFuture<Result<void>> setPasswordHash(AccountId id, const QByteArray &passwordHash,
                                          CredentialId kept = {});
    /// With its sessions and tokens; nobody is told of its tasks any more, and the keeper of the
    /// history deletes them with their output.
    QFuture<Result<void>> removeAccount(AccountId id);

    /// Gives @p answer when @p credential is on disk. When an account gets too many sessions, the
    /// one that has been idle longest ends. Errors: NotSignedIn when the account has
    /// gone, or its password is no more @p passwordHash; those of WriteGroup::onceUnkept().
    template <typename T>
    QFuture<Result<T>> addCredential(const StoredCredential &credential,
                                     const QByteArray &passwordHash, const T &answer,
                                     const RequestKey &key = {})
    {
        return m_engine.submit<T>([=, this](WriteGroup &group) -> Result<T> {
            return group.onceUnkept(credential.account, key, [&]() -> Result<T> {
                const Result<void> inserted = insert(group, credential, passwordHash);
                return inserted ? Result<T>(answer) : inserted.error();
            });
        });
    }
    /// A session is used now; that is written down now and then.
    void noteUse(const LiveCredential &session);
    /// Dead at once, before it is on disk.
    QFuture<Result<void>> removeCredential(CredentialId id);

Q_SIGNALS:
    /// All credentials of this account have ended, or all but one. Emitted on the engine's thread.
    void accountEnded(headway::AccountId account);
    /// This credential has ended. Emitted on the thread of whoever ends it.
    void credentialEnded(headway::CredentialId credential);

private:
    Result<Account> insert(WriteGroup &group, const QString &email, const QByteArray &passwordHash);
    Result<void> insert(WriteGroup &group, const StoredCredential &credential,
                        const QByteArray &passwordHash);

    TaskEngine &m_engine;
    HistoryKeeper &m_history;
    const Clock &m_clock;
    CredentialCache m_cache;
};

} // namespace headway
