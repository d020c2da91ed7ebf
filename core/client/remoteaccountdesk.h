#pragma once

#include "core/client/apiclient.h"
#include "core/session/accountdesk.h"

namespace headway {

/// The accounts of a service that runs. Errors of all: Unreachable.
class RemoteAccountDesk final : public AccountDesk
{
public:
    /// @p source is ownerAccess() of the data directory.
    explicit RemoteAccountDesk(AccessSource source);

    QFuture<Result<QList<Account>>> list() override;
    QFuture<Result<void>> add(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> remove(const QString &email) override;

private:
    QFuture<Result<void>> change(const ApiRequest &request);

    ApiClient m_client;
};

} // namespace headway
