#include "core/store/accountstore.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QVariant orNull(const QDateTime &instant)
{
    return instant.isNull() ? QVariant() : QVariant(instant.toMSecsSinceEpoch());
}

QVariant orNull(std::optional<OsUserId> user)
{
    return user ? QVariant(static_cast<quint32>(*user)) : QVariant();
}

QDateTime instant(const QVariant &value)
{
    return value.isNull() ? QDateTime()
                          : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

Result<void> runOnce(const Database &database, const QString &sql, const QVariantList &values)
{
    Statement statement(database, sql);
    const Result<QSqlQuery *> done = statement.run(values);
    return done ? Result<void>() : done.error();
}

StoredAccount accountFrom(const QSqlQuery &query)
{
    StoredAccount stored;
    stored.account.id = AccountId(query.value(0).toLongLong());
    stored.account.email = query.value(1).toString();
    stored.account.isOwner = query.value(2).toBool();
    stored.passwordHash = query.value(3).toByteArray();
    stored.account.hasPassword = !stored.passwordHash.isEmpty();
    stored.account.createdAt = instant(query.value(4));
    return stored;
}

StoredCredential credentialFrom(const QSqlQuery &query)
{
    StoredCredential stored;
    stored.id = CredentialId::fromBytes(query.value(0).toByteArray());
    stored.account = AccountId(query.value(1).toLongLong());
    stored.kind =
        query.value(2).toString() == "token"_L1 ? CredentialKind::Token : CredentialKind::Session;
    stored.hash = query.value(3).toByteArray();
    stored.name = query.value(4).toString();
    stored.scope = query.value(5).toString() == "read"_L1 ? TokenScope::Read : TokenScope::Write;
    stored.createdAt = instant(query.value(6));
    stored.expiresAt = instant(query.value(7));
    stored.usedAt = instant(query.value(8));
    if (const QVariant user = query.value(9); !user.isNull())
        stored.osUser = OsUserId(user.toUInt());
    return stored;
}

} // namespace

AccountStore::AccountStore(Database &database)
    : m_database(database)
{
}

Result<QList<StoredAccount>> AccountStore::accounts()
{
    Statement select(m_database,
                     u"SELECT id, email, is_owner, password_hash, created_at FROM accounts "
                     "WHERE email <> '' ORDER BY is_owner DESC, email_key"_s);
    const Result<QSqlQuery *> query = select.run();
    if (!query)
        return query.error();
    QList<StoredAccount> accounts;
    while ((*query)->next())
        accounts.append(accountFrom(**query));
    const Result<void> all = select.checkEnd();
    return all ? Result<QList<StoredAccount>>(accounts) : all.error();
}

Result<AccountId> AccountStore::insert(const StoredAccount &stored)
{
    const Account &account = stored.account;
    Statement insert(m_database,
                     u"INSERT INTO accounts (email, email_key, is_owner, password_hash, "
                     "created_at) VALUES (?, ?, ?, ?, ?)"_s);
    const QVariant hash = stored.passwordHash.isEmpty()
        ? QVariant()
        : QVariant(QString::fromLatin1(stored.passwordHash));
    const Result<QSqlQuery *> query =
        insert.run({account.email, emailKey(account.email), account.isOwner ? 1 : 0, hash,
                    account.createdAt.toMSecsSinceEpoch()});
    if (!query)
        return query.error();
    return AccountId((*query)->lastInsertId().toLongLong());
}

Result<void> AccountStore::setPasswordHash(AccountId id, const QByteArray &hash)
{
    return runOnce(m_database, u"UPDATE accounts SET password_hash = ? WHERE id = ?"_s,
                   {QString::fromLatin1(hash), id.rowId()});
}

Result<void> AccountStore::remove(AccountId id)
{
    Result<void> done = runOnce(m_database,
                                u"UPDATE accounts SET email = '', email_key = 'removed ' || id, "
                                "password_hash = NULL WHERE id = ?"_s,
                                {id.rowId()});
    return done ? removeCredentialsOf(id) : done;
}

Result<QList<AccountId>> AccountStore::removed()
{
    Statement select(m_database, u"SELECT id FROM accounts WHERE email = '' ORDER BY id"_s);
    const Result<QSqlQuery *> query = select.run();
    if (!query)
        return query.error();
    QList<AccountId> ids;
    while ((*query)->next())
        ids.append(AccountId((*query)->value(0).toLongLong()));
    const Result<void> all = select.checkEnd();
    return all ? Result<QList<AccountId>>(ids) : all.error();
}

Result<void> AccountStore::removeRest(AccountId id, int limit)
{
    int deleted = 0;
    for (const auto &[table, key] :
         {std::pair(u"answers"_s, u"key"_s), std::pair(u"deleted_tasks"_s, u"revision"_s)}) {
        Statement statement(m_database,
                            u"DELETE FROM %1 WHERE owner_id = ? AND %2 IN "
                            "(SELECT %2 FROM %1 WHERE owner_id = ? LIMIT ?)"_s.arg(table, key));
        const Result<QSqlQuery *> query = statement.run({id.rowId(), id.rowId(), limit});
        if (!query)
            return query.error();
        deleted += (*query)->numRowsAffected();
    }
    if (deleted > 0)
        return {};
    return runOnce(m_database, u"DELETE FROM accounts WHERE id = ? AND email = ''"_s, {id.rowId()});
}

Result<QList<StoredCredential>> AccountStore::credentials()
{
    Statement select(m_database,
                     u"SELECT id, account_id, kind, hash, name, scope, created_at, expires_at, "
                     "used_at, os_user FROM credentials"_s);
    const Result<QSqlQuery *> query = select.run();
    if (!query)
        return query.error();
    QList<StoredCredential> credentials;
    while ((*query)->next())
        credentials.append(credentialFrom(**query));
    const Result<void> all = select.checkEnd();
    return all ? Result<QList<StoredCredential>>(credentials) : all.error();
}

Result<void> AccountStore::insert(const StoredCredential &credential)
{
    return runOnce(m_database,
                   u"INSERT INTO credentials (id, account_id, kind, hash, name, scope, created_at, "
                   "expires_at, used_at, os_user) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {credential.id.toBytes(), credential.account.rowId(),
                    credential.kind == CredentialKind::Token ? u"token"_s : u"session"_s,
                    credential.hash, credential.name.isNull() ? u""_s : credential.name,
                    credential.scope == TokenScope::Read ? u"read"_s : u"write"_s,
                    credential.createdAt.toMSecsSinceEpoch(), orNull(credential.expiresAt),
                    orNull(credential.usedAt), orNull(credential.osUser)});
}

Result<void> AccountStore::removeCredential(CredentialId id)
{
    return runOnce(m_database, u"DELETE FROM credentials WHERE id = ?"_s, {id.toBytes()});
}

Result<void> AccountStore::removeCredentialsOf(AccountId account, CredentialId kept)
{
    return runOnce(m_database, u"DELETE FROM credentials WHERE account_id = ? AND id <> ?"_s,
                   {account.rowId(), kept.toBytes()});
}

Result<void> AccountStore::setUsedAt(CredentialId session, const QDateTime &usedAt)
{
    return runOnce(m_database, u"UPDATE credentials SET used_at = ? WHERE id = ?"_s,
                   {usedAt.toMSecsSinceEpoch(), session.toBytes()});
}

Result<void> AccountStore::removeEndedCredentials(const QDateTime &now,
                                                  const QDateTime &unusedSince)
{
    return runOnce(m_database, u"DELETE FROM credentials WHERE expires_at < ? OR used_at < ?"_s,
                   {now.toMSecsSinceEpoch(), unusedSince.toMSecsSinceEpoch()});
}

} // namespace headway
