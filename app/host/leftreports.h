#pragma once

#include "core/base/datadirectory.h"
#include "core/report/spooldelivery.h"

namespace headway {

class Service;

/// Reports what runs had to tell while no service was there: the owner's, and, for whoever has
/// them, those that were begun with a token which the service knows. One that was made for such a
/// run ends with that.
class LeftReports : public QObject
{
    Q_OBJECT

public:
    /// @p service and @p clock are borrowed and outlive this.
    LeftReports(Service &service, const DataDirectory &directory, const Clock &clock);
    ~LeftReports() override;

    /// Once.
    void deliver() { m_delivery.start(); }

private:
    std::optional<SessionSource> sourceFor(const QString &target);
    Result<TaskSessionPtr> sessionWith(const QByteArray &tokenHash);
    void endTokenOf(const QString &target);

    Service &m_service;
    SpoolDelivery m_delivery;
};

} // namespace headway
