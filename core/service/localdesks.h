#pragma once

#include "core/session/accountdesk.h"
#include "core/session/principal.h"
#include "core/session/retentiondesk.h"
#include "core/session/tokendesk.h"

namespace headway {

class AuthService;
class HistoryKeeper;

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
    QFuture<Result<void>> takeBack(const NewSecret &made) override;

private:
    AuthService &m_auth;
    const Principal m_by;
};

/// How long the service in this process keeps tasks.
class LocalRetentionDesk final : public RetentionDesk
{
public:
    /// @p auth and @p history are borrowed and outlive this.
    LocalRetentionDesk(AuthService &auth, HistoryKeeper &history, const Principal &by);

    bool maySet() const override;
    QFuture<Result<Retention>> retention() override;
    QFuture<Result<void>> set(const Retention &retention) override;

private:
    AuthService &m_auth;
    HistoryKeeper &m_history;
    const Principal m_by;
};

} // namespace headway
