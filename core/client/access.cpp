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
    // The one address of this machine whose listener can be asked after; Headway always has it.
    if (base.host() == "localhost"_L1 && base.scheme() == "http"_L1)
        base.setHost(u"127.0.0.1"_s);
    if (base.path() == "/"_L1)
        base.setPath({});
    return base;
}

bool isAskable(const QUrl &url)
{
    return url.host() == "127.0.0.1"_L1;
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

/// nullopt when nobody named a token.
std::optional<Result<Credential>> namedCredential(const AccessRequest &request)
{
    if (!request.tokenFile.isEmpty()) {
        const Result<QByteArray> text = readPrivateFile(request.tokenFile);
        if (!text && text.error().code == ErrorCode::NotFound)
            return Error{ErrorCode::InvalidArgument, text.error().detail};
        return text ? bearer(*text, request.tokenFile) : Result<Credential>(text.error());
    }
    if (!request.token.isEmpty())
        return bearer(request.token, u"HEADWAY_TOKEN"_s);
    return std::nullopt;
}

/// A directory's login holds at whatever port its service has now; a URL's login at that URL, and
/// there only while the same user listens.
bool isFor(const SavedLogin &login, const AccessRequest &request, const ServiceAddress &place)
{
    const bool isNamed = !request.url.isEmpty();
    if (!isNamed && !login.directory.isEmpty())
        return login.directory == request.directory.path();
    const bool isSame = isNamed || !login.listener || login.listener == place.listener;
    return isSame && normalised(login.url) == place.url;
}

QString noteOn(const SavedLogin &login)
{
    return u"The login of %1 is for %2; signed in here as the owner."_s.arg(
        login.email, login.directory.isEmpty() ? login.url.toString() : login.directory);
}

Result<Access> accessAsOwner(const AccessRequest &request, const ServiceAddress &place)
{
    if (!request.url.isEmpty()) {
        return Error{ErrorCode::NotSignedIn,
                     u"Nobody has signed in to %1 here; use: headway login --url %1"_s.arg(
                         place.url.toString())};
    }
    return ownerAccess(request.directory);
}

Result<Access> accessTo(const ServiceAddress &place, const AccessRequest &request)
{
    if (const std::optional<Result<Credential>> named = namedCredential(request))
        return *named ? Result<Access>(Access{place.url, **named}) : named->error();
    if (!request.usesLogin)
        return accessAsOwner(request, place);
    const Result<SavedLogin> login = readSavedLogin();
    if (!login && login.error().code != ErrorCode::NotFound)
        return login.error();
    if (login && isFor(*login, request, place)) {
        const Result<Credential> credential = bearer(login->token, savedLoginFile());
        if (!credential)
            return credential.error();
        Access access{place.url, *credential};
        access.credential.onlyTo = request.url.isEmpty() ? place.listener : login->listener;
        return access;
    }
    Result<Access> access = accessAsOwner(request, place);
    if (access && login)
        access->note = noteOn(*login);
    return access;
}

} // namespace

Result<wire::Endpoint> readEndpointFile(const DataDirectory &directory)
{
    const Error notRunning{ErrorCode::Unreachable,
                           u"Headway is not running; start headway-desktop or `headway serve`."_s};
    const QString file = directory.endpointFile();
    const Result<QByteArray> json = readInPrivateDirectory(file);
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

Result<ServiceAddress> placeOf(const wire::Endpoint &endpoint)
{
    const Result<QUrl> url = checkedUrl(endpoint.url.toString());
    if (!url)
        return url.error();
    return ServiceAddress{*url, isAskable(*url) ? std::optional(ownUser()) : std::nullopt};
}

Result<Access> ownerAccess(const DataDirectory &directory)
{
    const Result<wire::Endpoint> endpoint = readEndpointFile(directory);
    if (!endpoint)
        return endpoint.error();
    const Result<ServiceAddress> address = placeOf(*endpoint);
    if (!address)
        return address.error();
    Result<Credential> credential = bearer(endpoint->token, directory.endpointFile());
    if (!credential)
        return credential.error();
    credential->onlyTo = address->listener;
    return Access{address->url, *credential};
}

Result<ServiceAddress> findService(const AccessRequest &request)
{
    if (request.url.isEmpty()) {
        const Result<wire::Endpoint> endpoint = readEndpointFile(request.directory);
        return endpoint ? placeOf(*endpoint) : Result<ServiceAddress>(endpoint.error());
    }
    const Result<QUrl> url = checkedUrl(request.url);
    return url ? Result<ServiceAddress>(ServiceAddress{*url, listenerAt(*url)})
               : Result<ServiceAddress>(url.error());
}

Result<Access> findAccess(const AccessRequest &request)
{
    const Result<ServiceAddress> place = findService(request);
    if (!place)
        return place.error();
    Result<Access> access = accessTo(*place, request);
    if (access && !access->credential.onlyTo)
        access->credential.onlyTo = place->listener;
    return access;
}

} // namespace headway
