#include "app/cli/offlineaccountdesk.h"

#include "app/cli/console.h"
#include "app/host/owneremail.h"
#include "app/host/repairtext.h"
#include "core/service/authservice.h"
#include "core/service/localdesks.h"
#include "core/service/service.h"
#include "core/store/repair.h"

namespace headway {

Result<std::unique_ptr<AccountDesk>> OfflineAccountDesk::open(const DataDirectory &directory)
{
    std::unique_ptr<OfflineAccountDesk> desk(new OfflineAccountDesk);
    Result<std::unique_ptr<Service>> service =
        Service::open(directory, ownerEmail({}), desk->m_clock);
    if (!service)
        return service.error();
    desk->m_service = std::move(*service);
    AuthService &auth = desk->m_service->auth();
    desk->m_desk = std::make_unique<LocalAccountDesk>(auth, auth.owner());
    if (const std::optional<Repair> &repair = desk->m_service->repair())
        console::printError(repairText(*repair));
    return std::unique_ptr<AccountDesk>(std::move(desk));
}

OfflineAccountDesk::~OfflineAccountDesk() = default;

QFuture<Result<QList<Account>>> OfflineAccountDesk::list()
{
    return m_desk->list();
}

QFuture<Result<void>> OfflineAccountDesk::add(const QString &email, const QByteArray &password)
{
    return m_desk->add(email, password);
}

QFuture<Result<void>> OfflineAccountDesk::setPassword(const QString &email,
                                                      const QByteArray &password)
{
    return m_desk->setPassword(email, password);
}

QFuture<Result<void>> OfflineAccountDesk::remove(const QString &email)
{
    return m_desk->remove(email);
}

} // namespace headway
