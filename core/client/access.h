#pragma once

#include "core/base/datadirectory.h"
#include "core/base/result.h"
#include "core/client/apiclient.h"
#include "core/wire/endpoint.h"

namespace headway {

/// Which service is wanted, and what proves who asks, as far as the user told.
struct AccessRequest
{
    DataDirectory directory; ///< whose service is asked when there is no url
    QString url = {}; ///< --url or HEADWAY_URL
    QString tokenFile = {}; ///< --token-file
    QByteArray token = {}; ///< HEADWAY_TOKEN
    bool usesLogin = true; ///< the saved one; else who names no token is the owner
    bool endsToken = false; ///< it was made for one run, and ends once that is reported
};

/// Where a service is.
struct ServiceAddress
{
    QUrl url;
    /// Whose process has to listen there: ours where the endpoint file told of it, else whoever
    /// does now. nullopt when that cannot be known.
    std::optional<OsUserId> listener;
};

/// The service that runs on @p directory, as it told itself. It has a new token at every start, so
/// this is read anew after it could not be reached.
/// Errors: Unreachable when none runs, even if one that was killed left its file; Insecure when
/// others could have written or read the file.
Result<wire::Endpoint> readEndpointFile(const DataDirectory &directory);

/// Where the service of @p endpoint is. Errors: InvalidArgument.
Result<ServiceAddress> placeOf(const wire::Endpoint &endpoint);

/// Errors: InvalidArgument for a url that is no http or https address; those of readEndpointFile().
Result<ServiceAddress> findService(const AccessRequest &request);

/// The way in of @p directory's owner: its endpoint file's. Errors: those of readEndpointFile().
Result<Access> ownerAccess(const DataDirectory &directory);

/// The first of: the token file, the token, the saved login if it is for this service, the endpoint
/// file's token; the last is never shown to a service that was named by a url.
/// Errors: NotSignedIn when there is none of them; InvalidArgument when there is no such token
/// file; those of findService() and of reading the files.
Result<Access> findAccess(const AccessRequest &request);

} // namespace headway
