#include "core/service/accountbook.h"

#include "core/service/historykeeper.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct Content
{
    QList<StoredAccount> accounts;
    QList<StoredCredential> credentials;
};

Result<void> makeOwner(AccountStore &store, const QString &email, const QDateTime &now)
{
    if (Result<void> valid = checkEmail(email); !valid)
        return valid;
    StoredAccount owner;
    owner.account.email = email;
    owner.account.isOwner = true;
    owner.account.createdAt = now;
    const Result<AccountId> id = store.insert(owner);
    return id ? Result<void>() : id.error();
}

Result<Content> readContent(WriteGroup &group, const EmailSource &ownerEmail)
{
    const Result<AccountStore *> store = group.accounts();
    if (!store)
        return store.error();
    Result<QList<StoredAccount>> accounts = (*store)->accounts();
    if (accounts && accounts->isEmpty()) {
        if (Result<void> made = makeOwner(**store, ownerEmail.email(), group.now()); !made)
            return made.error();
        accounts = (*store)->accounts();
    }
    if (!accounts)
        return accounts.error();
    Result<QList<StoredCredential>> credentials = (*store)->credentials();
    if (!credentials)
        return credentials.error();
    return Content{*accounts, *credentials};
}

} // namespace

AccountBook::AccountBook(TaskEngine &engine, HistoryKeeper &history, const Clock &clock)
    : m_engine(engine)
    , m_history(history)
    , m_clock(clock)
    , m_cache(clock)
{
}

Result<void> AccountBook::open(const EmailSource &ownerEmail)
{
    const Result<Content> content =
        m_engine
            .submit<Content>([&](WriteGroup &group) { return readContent(group, ownerEmail); },
                             TaskEngine::Room::Made) // a full disk is no reason not to start
            .result();
    if (!content)
        return content.error();
    for (const StoredAccount &account : content->accounts)
        m_cache.put(account);
    for (const StoredCredential &credential : content->credentials)
        m_cache.put(credential);
    return {};
}

QFuture<Result<Account>> AccountBook::addAccount(AccountId by, const QString &email,
                                                 const QByteArray &passwordHash,
                                                 const RequestKey &key)
{
    return m_engine.submit<Account>([=, this](WriteGroup &group) {
        return group.onceUnkept(by, key, [&] { return insert(group, email, passwordHash); });
    });
}

Result<Account> AccountBook::insert(WriteGroup &group, const QString &email,
                                    const QByteArray &passwordHash)
{
    // All accounts are written on this thread, so the cache is no older than the database but
    // for this very group, in which two of the same email are refused by the table.
    if (m_cache.account(email))
        return Error{ErrorCode::AlreadyExists, u"There is an account with this email already."_s};
    const Result<AccountStore *> store = group.accounts();
    if (!store)
        return store.error();
    StoredAccount stored{{{}, email, false, !passwordHash.isEmpty(), group.now()}, passwordHash};
    const Result<AccountId> id = (*store)->insert(stored);
    if (!id)
        return id.error();
    stored.account.id = *id;
    group.afterCommit([this, stored] { m_cache.put(stored); });
    return stored.account;
}

QFuture<Result<void>> AccountBook::setPasswordHash(AccountId id, const QByteArray &passwordHash,
                                                   CredentialId kept)
{
    return m_engine.submit<void>(
        [=, this](WriteGroup &group) -> Result<void> {
            std::optional<StoredAccount> account = m_cache.account(id);
            if (!account || group.isRemoved(id))
                return Error{ErrorCode::NotFound, u"The account has been removed."_s};
            const Result<AccountStore *> store = group.accounts();
            if (!store)
                return store.error();
            if (Result<void> set = (*store)->setPasswordHash(id, passwordHash); !set)
                return set;
            account->passwordHash = passwordHash;
            account->account.hasPassword = true;
            group.afterCommit([this, changed = *account, kept] {
                m_cache.put(changed);
                m_cache.removeCredentialsOf(changed.account.id, kept);
                Q_EMIT accountEnded(changed.account.id);
            });
            return (*store)->removeCredentialsOf(id, kept);
        },
        TaskEngine::Room::Made);
}

QFuture<Result<void>> AccountBook::removeAccount(AccountId id)
{
    return m_engine.submit<void>(
        [this, id](WriteGroup &group) {
            Result<void> removed = group.removeAccount(id);
            if (removed) {
                group.afterCommit([this, id] {
                    m_cache.removeAccount(id);
                    m_history.finishRemovals();
                    Q_EMIT accountEnded(id);
                });
            }
            return removed;
        },
        TaskEngine::Room::Made);
}

Result<void> AccountBook::insert(WriteGroup &group, const StoredCredential &credential,
                                 const QByteArray &passwordHash)
{
    const std::optional<StoredAccount> account = m_cache.account(credential.account);
    if (!account || group.isRemoved(credential.account) || account->passwordHash != passwordHash) {
        return Error{ErrorCode::NotSignedIn,
                     u"The password was changed, or the account removed, just now."_s};
    }
    const Result<AccountStore *> store = group.accounts();
    if (!store)
        return store.error();
    if (Result<void> kept = (*store)->insert(credential); !kept)
        return kept;
    group.afterCommit([=, this] {
        m_cache.put(credential);
        if (credential.kind == CredentialKind::Session) {
            for (const CredentialId surplus : m_cache.surplusSessions(credential))
                removeCredential(surplus);
        }
    });
    return {};
}

void AccountBook::noteUse(const LiveCredential &session)
{
    if (!session.life->use(m_clock))
        return;
    m_engine.submit<void>([id = session.stored.id, usedAt = m_clock.now()](WriteGroup &group) {
        const Result<AccountStore *> store = group.accounts();
        return store ? (*store)->setUsedAt(id, usedAt) : store.error();
    });
}

QFuture<Result<void>> AccountBook::removeCredential(CredentialId id)
{
    m_cache.removeCredential(id);
    Q_EMIT credentialEnded(id);
    return m_engine.submit<void>(
        [id](WriteGroup &group) -> Result<void> {
            const Result<AccountStore *> store = group.accounts();
            return store ? (*store)->removeCredential(id) : store.error();
        },
        TaskEngine::Room::Made);
}

} // namespace headway
