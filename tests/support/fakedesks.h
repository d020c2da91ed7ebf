#pragma once

#include "core/session/accountdesk.h"
#include "core/session/retentiondesk.h"
#include "core/session/tokendesk.h"

#include <optional>

namespace headway {

/// What fake desks work on, in memory.
struct FakeDesks
{
    QList<Account> accounts;
    QList<Token> tokens;
    Retention retention;
    QByteArray lastPassword; ///< the last one that was set
    std::optional<Error> error; ///< what every call answers, instead of what it should
};

class FakeAccountDesk final : public AccountDesk
{
public:
    explicit FakeAccountDesk(FakeDesks &content)
        : m_content(content)
    {
    }

    QFuture<Result<QList<Account>>> list() override;
    QFuture<Result<void>> add(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> remove(const QString &email) override;

private:
    FakeDesks &m_content;
};

class FakeTokenDesk final : public TokenDesk
{
public:
    explicit FakeTokenDesk(FakeDesks &content)
        : m_content(content)
    {
    }

    QFuture<Result<QList<Token>>> list() override;
    QFuture<Result<NewSecret>> create(const NewToken &wanted) override;
    QFuture<Result<void>> revoke(CredentialId id) override;
    QFuture<Result<void>> takeBack(const NewSecret &made) override;

private:
    FakeDesks &m_content;
};

class FakeRetentionDesk final : public RetentionDesk
{
public:
    FakeRetentionDesk(FakeDesks &content, bool maySet)
        : m_content(content)
        , m_maySet(maySet)
    {
    }

    bool maySet() const override { return m_maySet; }
    QFuture<Result<Retention>> retention() override;
    QFuture<Result<void>> set(const Retention &retention) override;

private:
    FakeDesks &m_content;
    const bool m_maySet;
};

} // namespace headway
