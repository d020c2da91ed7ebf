#pragma once

#include "core/base/clock.h"
#include "core/base/datadirectory.h"
#include "core/session/accountdesk.h"

#include <memory>

namespace headway {

class Service;

/// The accounts of a data directory on which no service runs: it is opened for the while.
class OfflineAccountDesk final : public AccountDesk
{
public:
    /// Errors: those of Service::open().
    static Result<std::unique_ptr<AccountDesk>> open(const DataDirectory &directory);
    ~OfflineAccountDesk() override;

    QFuture<Result<QList<Account>>> list() override;
    QFuture<Result<void>> add(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) override;
    QFuture<Result<void>> remove(const QString &email) override;

private:
    OfflineAccountDesk() = default;

    SystemClock m_clock;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<AccountDesk> m_desk;
};

} // namespace headway
