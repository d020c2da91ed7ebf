#include "app/cli/localaccountdesk.h"

#include "app/cli/console.h"
#include "app/host/owneremail.h"
#include "app/host/repairtext.h"
#include "core/base/future.h"
#include "core/service/authservice.h"
#include "core/service/service.h"
#include "core/store/repair.h"

namespace headway {

Result<std::unique_ptr<AccountDesk>> LocalAccountDesk::open(const DataDirectory &directory)
{
    std::unique_ptr<LocalAccountDesk> desk(new LocalAccountDesk);
    Result<std::unique_ptr<Service>> service =
        Service::open(directory, ownerEmail({}), desk->m_clock);
    if (!service)
        return service.error();
    desk->m_service = std::move(*service);
    if (const std::optional<Repair> &repair = desk->m_service->repair())
        console::printError(repairText(*repair));
    return std::unique_ptr<AccountDesk>(std::move(desk));
}

LocalAccountDesk::~LocalAccountDesk() = default;

QFuture<Result<QList<Account>>> LocalAccountDesk::list()
{
    return readyFuture(Result<QList<Account>>(m_service->auth().accounts()));
}

QFuture<Result<void>> LocalAccountDesk::add(const QString &email, const QByteArray &password)
{
    AuthService &auth = m_service->auth();
    return auth.addAccount(auth.owner(), email, password).then([](const Result<Account> &added) {
        return added ? Result<void>() : Result<void>(added.error());
    });
}

QFuture<Result<void>> LocalAccountDesk::setPassword(const QString &email,
                                                    const QByteArray &password)
{
    AuthService &auth = m_service->auth();
    return auth.setPassword(auth.owner(), email, password);
}

QFuture<Result<void>> LocalAccountDesk::remove(const QString &email)
{
    AuthService &auth = m_service->auth();
    return auth.removeAccount(auth.owner(), email);
}

} // namespace headway
