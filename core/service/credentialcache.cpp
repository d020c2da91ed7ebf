#include "core/service/credentialcache.h"

#include "core/base/secret.h"

#include <algorithm>

namespace headway {

namespace {

bool isLive(const StoredCredential &credential, const QDateTime &now)
{
    return credential.expiresAt.isNull() || now < credential.expiresAt;
}

} // namespace

void CredentialCache::put(const StoredAccount &account)
{
    const QWriteLocker locker(&m_lock);
    m_accounts.insert(account.account.id, account);
}

void CredentialCache::put(const StoredCredential &credential)
{
    const QWriteLocker locker(&m_lock);
    m_byHash.insert(credential.hash, credential);
    m_hashes.insert(credential.id, credential.hash);
}

void CredentialCache::removeAccount(AccountId id)
{
    removeCredentialsOf(id);
    const QWriteLocker locker(&m_lock);
    m_accounts.remove(id);
}

void CredentialCache::removeCredential(CredentialId id)
{
    const QWriteLocker locker(&m_lock);
    m_byHash.remove(m_hashes.take(id));
}

void CredentialCache::removeCredentialsOf(AccountId id)
{
    const QWriteLocker locker(&m_lock);
    m_byHash.removeIf([&](const auto &entry) {
        if (entry->account != id)
            return false;
        m_hashes.remove(entry->id);
        return true;
    });
}

void CredentialCache::setEndpointHash(const QByteArray &hash)
{
    const QWriteLocker locker(&m_lock);
    m_endpointHash = hash;
}

bool CredentialCache::isEndpoint(const QByteArray &hash) const
{
    const QReadLocker locker(&m_lock);
    return equalInConstantTime(m_endpointHash, hash);
}

std::optional<StoredCredential> CredentialCache::find(CredentialKind kind, const QByteArray &hash,
                                                      const QDateTime &now) const
{
    const QReadLocker locker(&m_lock);
    const auto found = m_byHash.constFind(hash);
    if (found == m_byHash.constEnd() || found->kind != kind || !isLive(*found, now))
        return std::nullopt;
    return *found;
}

bool CredentialCache::contains(CredentialId id, const QDateTime &now) const
{
    const QReadLocker locker(&m_lock);
    const auto found = m_byHash.constFind(m_hashes.value(id));
    return found != m_byHash.constEnd() && isLive(*found, now);
}

QList<StoredCredential> CredentialCache::tokensOf(AccountId id) const
{
    QList<StoredCredential> tokens;
    const QReadLocker locker(&m_lock);
    std::copy_if(m_byHash.begin(), m_byHash.end(), std::back_inserter(tokens),
                 [id](const StoredCredential &credential) {
                     return credential.account == id && credential.kind == CredentialKind::Token;
                 });
    return tokens;
}

std::optional<StoredAccount> CredentialCache::account(AccountId id) const
{
    const QReadLocker locker(&m_lock);
    const auto found = m_accounts.constFind(id);
    return found == m_accounts.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<StoredAccount> CredentialCache::account(const QString &email) const
{
    const QString key = emailKey(email);
    const QReadLocker locker(&m_lock);
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(), [&](const StoredAccount &stored) {
            return emailKey(stored.account.email) == key;
        });
    return found == m_accounts.end() ? std::nullopt : std::optional(*found);
}

StoredAccount CredentialCache::owner() const
{
    const QReadLocker locker(&m_lock);
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(),
                     [](const StoredAccount &stored) { return stored.account.isOwner; });
    Q_ASSERT(found != m_accounts.end());
    return *found;
}

QList<Account> CredentialCache::accounts() const
{
    QList<Account> list;
    {
        const QReadLocker locker(&m_lock);
        for (const StoredAccount &stored : m_accounts)
            list.append(stored.account);
    }
    std::sort(list.begin(), list.end(), [](const Account &a, const Account &b) {
        return std::make_tuple(!a.isOwner, emailKey(a.email))
            < std::make_tuple(!b.isOwner, emailKey(b.email));
    });
    return list;
}

} // namespace headway
