#include "core/api/samesite.h"

#include <algorithm>
#include <charconv>

namespace headway {

namespace {

bool isSame(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// What stands before the port, and the port with its colon.
std::pair<QByteArrayView, QByteArrayView> split(QByteArrayView authority)
{
    const qsizetype colon = authority.lastIndexOf(':');
    if (colon < 0 || colon < authority.lastIndexOf(']'))
        return {authority, {}};
    return {authority.first(colon), authority.sliced(colon)};
}

/// Source: RFC 6125 section 6.4.3 for the label that `*.` stands for
bool matches(QByteArrayView pattern, QByteArrayView host)
{
    const qsizetype dot = host.indexOf('.');
    if (pattern.startsWith("*.") && dot > 0)
        return isSame(pattern.sliced(1), host.sliced(dot));
    return isSame(pattern, host);
}

bool isAmong(const QByteArrayList &names, QByteArrayView host)
{
    return std::any_of(names.begin(), names.end(),
                       [host](const QByteArray &name) { return matches(name, host); });
}

/// Without leading zeros.
bool isNumber(QByteArrayView text, quint16 number)
{
    quint32 value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    return error == std::errc() && end == text.end() && value == number && text.front() != '0';
}

bool isOurs(QByteArrayView authority, quint16 port, const Site &site)
{
    constexpr quint16 httpPort = 80;
    constexpr quint16 httpsPort = 443;
    const auto [host, rest] = split(authority);
    const bool isPort = rest.isEmpty() ? port == (site.isSecure ? httpsPort : httpPort)
                                       : isNumber(rest.sliced(1), port);
    return isPort && isAmong(site.names, host);
}

bool isOurOrigin(const QByteArray &origin, quint16 port, const Site &site)
{
    const QByteArrayView scheme = site.isSecure ? "https://" : "http://";
    return origin.startsWith(scheme) && isOurs(origin.sliced(scheme.size()), port, site);
}

/// The proxy's scheme and port are not known here; Host has told them.
bool isOriginOf(const QByteArray &origin, const QByteArray &host)
{
    return isSame(origin, "https://" + host) || isSame(origin, "http://" + host);
}

} // namespace

std::optional<Refusal> refusalOfForeign(const RequestHead &head, quint16 port, const Site &site,
                                        bool isProxied)
{
    const bool isPublic = isProxied && isAmong(site.publicNames, split(head.host).first);
    if (!isPublic && !isOurs(head.host, port, site))
        return Refusal{403, "This service answers to its own names only."};
    for (const QByteArray &origin : head.values("origin")) {
        if (isPublic ? !isOriginOf(origin, head.host) : !isOurOrigin(origin, port, site))
            return Refusal{403, "This service answers no pages of other sites."};
    }
    for (const QByteArray &from : head.values("sec-fetch-site")) {
        if (from != "same-origin" && from != "none")
            return Refusal{403, "This service answers no pages of other sites."};
    }
    return std::nullopt;
}

} // namespace headway
