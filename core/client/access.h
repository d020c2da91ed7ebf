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
};

/// A service, and the credential to show it.
struct Access
{
    QUrl url;
    Credential credential;
};

/// The service that runs on @p directory, as it told itself. It has a new token at every start, so
/// this is read anew after it could not be reached.
/// Errors: Unreachable when none runs, even if one that was killed left its file; Insecure when
/// others could have written or read the file.
Result<wire::Endpoint> readEndpointFile(const DataDirectory &directory);

/// Errors: InvalidArgument for a url that is no http or https address; those of readEndpointFile().
Result<QUrl> findService(const AccessRequest &request);

/// The first of: the token file, the token, the saved login at this service, the endpoint file's
/// token; the last is never shown to a service that was named by a url.
/// Errors: NotSignedIn when there is none of them; InvalidArgument when there is no such token
/// file; those of findService() and of reading the files.
Result<Access> findAccess(const AccessRequest &request);

} // namespace headway
