#pragma once

#include "app/cli/accountdesk.h"
#include "core/client/access.h"

namespace headway {

/// The accounts of a service that runs. Errors of all: Unreachable.
class RemoteAccountDesk final : public AccountDesk
{
public:
    /// @p ownerToken is that of the endpoint file.
    RemoteAccountDesk(const ServicePlace &place, const QByteArray &ownerToken);

    QFuture<Result<QList<Account>>> list() override;
    QFuture<Result<void>> add(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> remove(const QString &email) override;

private:
    QFuture<Result<void>> change(const ApiRequest &request);

    ApiClient m_client;
};

} // namespace headway
