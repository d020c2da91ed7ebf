#pragma once

#include "core/session/accountdesk.h"
#include "core/session/principal.h"
#include "core/session/tokendesk.h"

namespace headway {

class AuthService;

/// The accounts of the service in this process, for @p by, whom the service lets do it or not.
class LocalAccountDesk final : public AccountDesk
{
public:
    /// @p auth is borrowed and outlives this.
    LocalAccountDesk(AuthService &auth, const Principal &by);

    QFuture<Result<QList<Account>>> list() override;
    QFuture<Result<void>> add(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> remove(const QString &email) override;

private:
    AuthService &m_auth;
    const Principal m_by;
};

/// The tokens of @p by at the service in this process.
class LocalTokenDesk final : public TokenDesk
{
public:
    /// @p auth is borrowed and outlives this.
    LocalTokenDesk(AuthService &auth, const Principal &by);

    QFuture<Result<QList<Token>>> list() override;
    QFuture<Result<NewSecret>> create(const NewToken &wanted) override;
    QFuture<Result<void>> revoke(CredentialId id) override;

private:
    AuthService &m_auth;
    const Principal m_by;
};

} // namespace headway
