#pragma once

#include "core/store/accountstore.h"

#include <QHash>
#include <QReadWriteLock>

namespace headway {

/// All accounts and live credentials, so that a check costs no query and what has ended is dead at
/// once. Any thread.
class CredentialCache
{
public:
    void put(const StoredAccount &account);
    void put(const StoredCredential &credential);
    void removeAccount(AccountId id);
    void removeCredential(CredentialId id);
    void removeCredentialsOf(AccountId id);
    void setEndpointHash(const QByteArray &hash);

    /// The account of the endpoint file's secret, by the secret's hash.
    bool isEndpoint(const QByteArray &hash) const;
    /// Unless it has expired at @p now.
    std::optional<StoredCredential> find(CredentialKind kind, const QByteArray &hash,
                                         const QDateTime &now) const;
    bool contains(CredentialId id, const QDateTime &now) const;
    QList<StoredCredential> tokensOf(AccountId id) const;

    std::optional<StoredAccount> account(AccountId id) const;
    std::optional<StoredAccount> account(const QString &email) const;
    /// The owner's; there is always one once AuthService is open.
    StoredAccount owner() const;
    /// The owner's first, then by email.
    QList<Account> accounts() const;

private:
    mutable QReadWriteLock m_lock;
    QHash<AccountId, StoredAccount> m_accounts;
    QHash<QByteArray, StoredCredential> m_byHash;
    QHash<CredentialId, QByteArray> m_hashes;
    QByteArray m_endpointHash;
};

} // namespace headway
