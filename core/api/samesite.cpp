#include "core/api/samesite.h"

#include <array>

namespace headway {

namespace {

constexpr quint16 httpPort = 80; // may be left out of an authority

bool isOurs(QByteArrayView authority, quint16 port)
{
    constexpr std::array<QByteArrayView, 3> names{"localhost", "127.0.0.1", "[::1]"};
    for (const QByteArrayView name : names) {
        if (!QByteArrayView(authority.first(qMin(name.size(), authority.size())))
                 .compare(name, Qt::CaseInsensitive)) {
            const QByteArrayView rest = authority.sliced(name.size());
            return rest.isEmpty() ? port == httpPort : rest == ':' + QByteArray::number(port);
        }
    }
    return false;
}

bool isOurOrigin(QByteArrayView origin, quint16 port)
{
    constexpr QByteArrayView scheme = "http://";
    return origin.startsWith(scheme) && isOurs(origin.sliced(scheme.size()), port);
}

} // namespace

std::optional<Refusal> refusalOfForeign(const RequestHead &head, quint16 port)
{
    if (!isOurs(head.host, port))
        return Refusal{403, "This service answers to localhost, 127.0.0.1 and [::1] only."};
    if (head.has("origin") && !isOurOrigin(head.value("origin"), port))
        return Refusal{403, "This service answers no pages of other sites."};
    const QByteArray site = head.value("sec-fetch-site");
    if (head.has("sec-fetch-site") && site != "same-origin" && site != "none")
        return Refusal{403, "This service answers no pages of other sites."};
    return std::nullopt;
}

} // namespace headway
