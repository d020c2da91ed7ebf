#include "tests/support/fakedesks.h"

#include "core/base/future.h"

namespace headway {

QFuture<Result<QList<Account>>> FakeAccountDesk::list()
{
    if (m_content.error)
        return readyFuture(Result<QList<Account>>(*m_content.error));
    return readyFuture(Result<QList<Account>>(m_content.accounts));
}

QFuture<Result<void>> FakeAccountDesk::add(const QString &email, const QByteArray &password)
{
    if (const Result<void> good = checkPassword(password, email); !good)
        return readyFuture(good);
    Account account;
    account.email = email;
    account.hasPassword = true;
    m_content.accounts += account;
    return setPassword(email, password);
}

QFuture<Result<void>> FakeAccountDesk::setPassword(const QString &email, const QByteArray &password)
{
    if (const Result<void> good = checkPassword(password, email); !good)
        return readyFuture(good);
    m_content.lastPassword = password;
    return readyFuture(Result<void>());
}

QFuture<Result<void>> FakeAccountDesk::remove(const QString &email)
{
    m_content.accounts.removeIf([&](const Account &known) { return known.email == email; });
    return readyFuture(Result<void>());
}

QFuture<Result<QList<Token>>> FakeTokenDesk::list()
{
    if (m_content.error)
        return readyFuture(Result<QList<Token>>(*m_content.error));
    return readyFuture(Result<QList<Token>>(m_content.tokens));
}

QFuture<Result<NewSecret>> FakeTokenDesk::create(const NewToken &wanted)
{
    if (m_content.error)
        return readyFuture(Result<NewSecret>(*m_content.error));
    Token token;
    token.id = CredentialId::make();
    token.name = wanted.name;
    token.scope = wanted.scope;
    token.createdAt = QDateTime::currentDateTimeUtc();
    if (wanted.lifetime)
        token.expiresAt = token.createdAt.addSecs(wanted.lifetime->count());
    m_content.tokens.prepend(token);
    return readyFuture(Result<NewSecret>(NewSecret{token, "hw_secret"}));
}

QFuture<Result<void>> FakeTokenDesk::revoke(CredentialId id)
{
    m_content.tokens.removeIf([id](const Token &token) { return token.id == id; });
    return readyFuture(Result<void>());
}

QFuture<Result<void>> FakeTokenDesk::takeBack(const NewSecret &made)
{
    return revoke(made.token.id);
}

QFuture<Result<Retention>> FakeRetentionDesk::retention()
{
    if (m_content.error)
        return readyFuture(Result<Retention>(*m_content.error));
    return readyFuture(Result<Retention>(m_content.retention));
}

QFuture<Result<void>> FakeRetentionDesk::set(const Retention &retention)
{
    if (m_content.error)
        return readyFuture(Result<void>(*m_content.error));
    m_content.retention = retention;
    return readyFuture(Result<void>());
}

} // namespace headway
