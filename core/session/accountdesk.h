#pragma once

#include "core/base/result.h"
#include "core/model/account.h"

#include <QFuture>

namespace headway {

/// Where the accounts of a data directory are managed, by whoever owns it.
class AccountDesk
{
public:
    virtual ~AccountDesk() = default;

    virtual QFuture<Result<QList<Account>>> list() = 0;
    /// Errors: AlreadyExists, InvalidArgument.
    virtual QFuture<Result<void>> add(const QString &email, const QByteArray &password) = 0;
    /// Ends all its sessions and tokens. Errors: NotFound, InvalidArgument.
    virtual QFuture<Result<void>> setPassword(const QString &email, const QByteArray &password) = 0;
    /// With all its tasks. Errors: NotFound, InvalidArgument for the owner's.
    virtual QFuture<Result<void>> remove(const QString &email) = 0;
};

} // namespace headway
