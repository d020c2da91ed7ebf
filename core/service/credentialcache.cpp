#include "core/service/credentialcache.h"

#include "core/base/secret.h"

#include <algorithm>
#include <mutex>

namespace headway {

CredentialCache::CredentialCache(const Clock &clock)
    : m_clock(clock)
{
}

void CredentialCache::put(const StoredAccount &account)
{
    const std::unique_lock locker(m_lock);
    m_accounts.insert(account.account.id, account);
}

void CredentialCache::put(const StoredCredential &credential)
{
    const auto life = credential.kind == CredentialKind::Session
        ? std::make_shared<SessionLife>(credential, m_clock)
        : nullptr;
    const auto live = std::make_shared<const LiveCredential>(LiveCredential{credential, life});
    const std::unique_lock locker(m_lock);
    m_byHash.insert(credential.hash, live);
    m_hashes.insert(credential.id, credential.hash);
}

void CredentialCache::removeAccount(AccountId id)
{
    removeCredentialsOf(id);
    const std::unique_lock locker(m_lock);
    m_accounts.remove(id);
}

void CredentialCache::removeCredential(CredentialId id)
{
    const std::unique_lock locker(m_lock);
    m_byHash.remove(m_hashes.take(id));
}

void CredentialCache::removeCredentialsOf(AccountId id, CredentialId kept)
{
    const std::unique_lock locker(m_lock);
    m_byHash.removeIf([&](const auto &entry) {
        const StoredCredential &stored = (*entry)->stored;
        if (stored.account != id || stored.id == kept)
            return false;
        m_hashes.remove(stored.id);
        return true;
    });
}

void CredentialCache::setEndpointHash(const QByteArray &hash)
{
    const std::unique_lock locker(m_lock);
    m_endpointHash = hash;
}

bool CredentialCache::isEndpoint(const QByteArray &hash) const
{
    const std::shared_lock locker(m_lock);
    return equalInConstantTime(m_endpointHash, hash);
}

LiveCredentialPtr CredentialCache::live(const QByteArray &hash) const
{
    const LiveCredentialPtr found = m_byHash.value(hash);
    if (!found)
        return nullptr;
    const QDateTime &end = found->stored.expiresAt;
    const bool hasEnded =
        found->life ? found->life->isOver(m_clock) : !end.isNull() && m_clock.now() >= end;
    return hasEnded ? nullptr : found;
}

LiveCredentialPtr CredentialCache::find(CredentialKind kind, const QByteArray &hash) const
{
    const std::shared_lock locker(m_lock);
    const LiveCredentialPtr found = live(hash);
    return found && found->stored.kind == kind ? found : nullptr;
}

LiveCredentialPtr CredentialCache::find(CredentialId id) const
{
    const std::shared_lock locker(m_lock);
    return live(m_hashes.value(id));
}

QList<StoredCredential> CredentialCache::tokensOf(AccountId id) const
{
    QList<StoredCredential> tokens;
    const std::shared_lock locker(m_lock);
    for (const LiveCredentialPtr &credential : m_byHash) {
        if (credential->stored.account == id && !credential->life)
            tokens.append(credential->stored);
    }
    return tokens;
}

QList<CredentialId> CredentialCache::surplusSessions(const StoredCredential &newest) const
{
    std::vector<std::pair<std::chrono::milliseconds, CredentialId>> others;
    {
        const std::shared_lock locker(m_lock);
        for (const LiveCredentialPtr &other : m_byHash) {
            if (other->life && other->stored.account == newest.account
                && other->stored.id != newest.id)
                others.emplace_back(other->life->lastUse(), other->stored.id);
        }
    }
    std::sort(others.begin(), others.end());
    QList<CredentialId> surplus;
    for (size_t i = 0; i + sessionsOfOneAccount <= others.size(); ++i)
        surplus.append(others.at(i).second);
    return surplus;
}

bool CredentialCache::hasAccount(AccountId id) const
{
    const std::shared_lock locker(m_lock);
    return m_accounts.contains(id);
}

std::optional<StoredAccount> CredentialCache::account(AccountId id) const
{
    const std::shared_lock locker(m_lock);
    const auto found = m_accounts.constFind(id);
    return found == m_accounts.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<StoredAccount> CredentialCache::account(const QString &email) const
{
    const QString key = emailKey(email);
    const std::shared_lock locker(m_lock);
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(), [&](const StoredAccount &stored) {
            return emailKey(stored.account.email) == key;
        });
    return found == m_accounts.end() ? std::nullopt : std::optional(*found);
}

StoredAccount CredentialCache::owner() const
{
    const std::shared_lock locker(m_lock);
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
        const std::shared_lock locker(m_lock);
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
