#pragma once

#include "core/base/socketuser.h"
#include "core/model/account.h"
#include "core/store/statement.h"

#include <optional>

namespace headway {

enum class CredentialKind { Session, Token };

/// A session or an API token as stored: the hash of its secret, never the secret.
struct StoredCredential
{
    CredentialId id;
    AccountId account;
    CredentialKind kind = CredentialKind::Session;
    QByteArray hash;
    QString name;
    TokenScope scope = TokenScope::Write;
    QDateTime createdAt;
    QDateTime expiresAt; ///< null: never
    QDateTime usedAt; ///< of a session; in the database some minutes behind
    std::optional<OsUserId> osUser; ///< of a session: whose it is; nullopt: not known
};

/// An account with what proves its password.
struct StoredAccount
{
    Account account;
    QByteArray passwordHash; ///< libsodium's string form of Argon2id; empty: no password
};

/// Accounts, sessions and tokens in the database. An account that has been removed stays there with
/// no email for as long as something is left of it, and nobody is told of it. Belongs to its
/// database's thread. Errors of all: StorageFailed, StorageFull.
class AccountStore
{
public:
    explicit AccountStore(Database &database);

    /// The owner's first, then by email.
    Result<QList<StoredAccount>> accounts();
    Result<AccountId> insert(const StoredAccount &account);
    Result<void> setPasswordHash(AccountId id, const QByteArray &hash);
    /// With its sessions and tokens. Of its tasks nobody is told any more; they are still to be
    /// deleted, and then the rest.
    Result<void> remove(AccountId id);
    /// Those that have been removed and of which something is left.
    Result<QList<AccountId>> removed();
    /// Deletes what a removed account without tasks has left behind, at most @p limit rows of a
    /// table, and when there is nothing, itself.
    Result<void> removeRest(AccountId id, int limit);

    Result<QList<StoredCredential>> credentials();
    Result<void> insert(const StoredCredential &credential);
    Result<void> removeCredential(CredentialId id);
    /// All of the account's but @p kept, which may be null.
    Result<void> removeCredentialsOf(AccountId account, CredentialId kept = {});
    Result<void> setUsedAt(CredentialId session, const QDateTime &usedAt);
    /// What has expired before @p now, and sessions that were not used since @p unusedSince.
    Result<void> removeEndedCredentials(const QDateTime &now, const QDateTime &unusedSince);

private:
    Database &m_database;
};

} // namespace headway
