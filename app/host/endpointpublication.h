#pragma once

#include "core/base/datadirectory.h"
#include "core/wire/endpoint.h"

namespace headway {

/// The endpoint file while a service runs: written at the start, taken away at the end if it is
/// still ours.
class EndpointPublication
{
public:
    /// Errors: Insecure, StorageFailed, StorageFull.
    static Result<std::unique_ptr<EndpointPublication>> publish(const DataDirectory &directory,
                                                                const wire::Endpoint &endpoint);
    ~EndpointPublication();
    Q_DISABLE_COPY_MOVE(EndpointPublication)

private:
    EndpointPublication(QString file, QString instance);

    const QString m_file;
    const QString m_instance;
};

/// What the endpoint file of @p directory says now. Errors: NotFound, Insecure, InvalidArgument.
Result<wire::Endpoint> publishedEndpoint(const DataDirectory &directory);

} // namespace headway
