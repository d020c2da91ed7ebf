#include "core/client/access.h"

#include "core/base/lockholder.h"
#include "core/base/privatefile.h"
#include "core/client/savedlogin.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

QUrl normalised(const QUrl &url)
{
    return url.adjusted(QUrl::NormalizePathSegments | QUrl::StripTrailingSlash);
}

Result<QUrl> checkedUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!isHttp || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment()) {
        return Error{
            ErrorCode::InvalidArgument,
            u"'%1' is no address of a service; it looks like http://127.0.0.1:7717."_s.arg(text)};
    }
    QUrl base = normalised(url);
    if (base.path() == "/"_L1)
        base.setPath({});
    return base;
}

/// A token stands in a header line: nothing in it may end the line.
Result<Credential> bearer(const QByteArray &text, const QString &source)
{
    constexpr qsizetype longest = 4096;
    const QByteArray token = text.trimmed();
    const bool isPlain =
        std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (token.isEmpty() || token.size() > longest || !isPlain)
        return Error{ErrorCode::NotSignedIn, u"%1 holds no token."_s.arg(source)};
    return Credential{Credential::Kind::Bearer, token};
}

Result<Credential> credentialFor(const AccessRequest &request, const QUrl &service)
{
    if (!request.tokenFile.isEmpty()) {
        const Result<QByteArray> text = readPrivateFile(request.tokenFile);
        if (!text && text.error().code == ErrorCode::NotFound)
            return Error{ErrorCode::InvalidArgument, text.error().detail};
        return text ? bearer(*text, request.tokenFile) : Result<Credential>(text.error());
    }
    if (!request.token.isEmpty())
        return bearer(request.token, u"HEADWAY_TOKEN"_s);
    const Result<SavedLogin> login = readSavedLogin();
    if (login && normalised(login->url) == service)
        return bearer(login->token, savedLoginFile());
    if (!login && login.error().code != ErrorCode::NotFound)
        return login.error();
    if (!request.url.isEmpty()) {
        return Error{ErrorCode::NotSignedIn,
                     u"Nobody has signed in to %1 here; use: headway login --url %1"_s.arg(
                         service.toString())};
    }
    const Result<wire::Endpoint> endpoint = readEndpointFile(request.directory);
    return endpoint ? bearer(endpoint->token, request.directory.endpointFile())
                    : Result<Credential>(endpoint.error());
}

} // namespace

Result<wire::Endpoint> readEndpointFile(const DataDirectory &directory)
{
    const Error notRunning{ErrorCode::Unreachable,
                           u"Headway is not running; start headway-desktop or `headway serve`."_s};
    const QString file = directory.endpointFile();
    const Result<QByteArray> json = readPrivateFile(file);
    if (!json)
        return json.error().code == ErrorCode::NotFound ? notRunning : json.error();
    Result<wire::Endpoint> endpoint = wire::readEndpoint(*json);
    if (!endpoint) {
        return Error{ErrorCode::Unreachable,
                     u"%1 cannot be understood: %2"_s.arg(file, endpoint.error().detail)};
    }
    // It outlives a service that was killed; by then anybody may listen on that port.
    if (lockHolder(directory.lockFile()) != endpoint->pid)
        return notRunning;
    return endpoint;
}

Result<QUrl> findService(const AccessRequest &request)
{
    if (!request.url.isEmpty())
        return checkedUrl(request.url);
    const Result<wire::Endpoint> endpoint = readEndpointFile(request.directory);
    return endpoint ? checkedUrl(endpoint->url.toString()) : Result<QUrl>(endpoint.error());
}

Result<Access> findAccess(const AccessRequest &request)
{
    const Result<QUrl> service = findService(request);
    if (!service)
        return service.error();
    const Result<Credential> credential = credentialFor(request, *service);
    if (!credential)
        return credential.error();
    return Access{*service, *credential};
}

} // namespace headway
