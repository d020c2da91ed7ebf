#pragma once

#include "core/service/sessionlife.h"

#include <QHash>

#include <memory>
#include <shared_mutex>

namespace headway {

/// A credential that holds.
struct LiveCredential
{
    StoredCredential stored;
    std::shared_ptr<SessionLife> life; ///< a session's; null for a token
};

using LiveCredentialPtr = std::shared_ptr<const LiveCredential>;

/// All accounts and live credentials, so that a check costs no query and what has ended is dead at
/// once. Any thread.
class CredentialCache
{
public:
    /// As many sessions one account has.
    static constexpr qsizetype sessionsOfOneAccount = 10;

    /// @p clock is borrowed and outlives the cache.
    explicit CredentialCache(const Clock &clock);

    void put(const StoredAccount &account);
    void put(const StoredCredential &credential);
    void removeAccount(AccountId id);
    void removeCredential(CredentialId id);
    /// All of the account's but @p kept, which may be null.
    void removeCredentialsOf(AccountId id, CredentialId kept = {});
    void setEndpointHash(const QByteArray &hash);

    /// The account of the endpoint file's secret, by the secret's hash.
    bool isEndpoint(const QByteArray &hash) const;
    /// Both null when it has ended or never was.
    LiveCredentialPtr find(CredentialKind kind, const QByteArray &hash) const;
    LiveCredentialPtr find(CredentialId id) const;
    QList<StoredCredential> tokensOf(AccountId id) const;
    /// Sessions that the account of @p newest has too many, idle longest first; never itself.
    QList<CredentialId> surplusSessions(const StoredCredential &newest) const;

    bool hasAccount(AccountId id) const;
    std::optional<StoredAccount> account(AccountId id) const;
    std::optional<StoredAccount> account(const QString &email) const;
    /// The owner's; there is always one once AuthService is open.
    StoredAccount owner() const;
    /// The owner's first, then by email.
    QList<Account> accounts() const;

private:
    LiveCredentialPtr live(const QByteArray &hash) const;

    const Clock &m_clock;
    mutable std::shared_mutex m_lock; ///< not Qt's: ThreadSanitizer sees this one
    QHash<AccountId, StoredAccount> m_accounts;
    QHash<QByteArray, LiveCredentialPtr> m_byHash;
    QHash<CredentialId, QByteArray> m_hashes;
    QByteArray m_endpointHash;
};

} // namespace headway
