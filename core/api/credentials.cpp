#include "core/api/credentials.h"

#include "core/service/authservice.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Source: RFC 6750 section 2.1. @return empty for any other scheme
QByteArray bearerToken(const QByteArray &authorization)
{
    constexpr QByteArrayView scheme = "Bearer ";
    if (authorization.size() <= scheme.size()
        || QByteArrayView(authorization).first(scheme.size()).compare(scheme, Qt::CaseInsensitive))
        return {};
    return authorization.sliced(scheme.size()).trimmed();
}

} // namespace

QByteArray sessionSecret(const RequestHead &head)
{
    constexpr QByteArrayView prefix = "session=";
    QByteArray secret;
    for (const QByteArray &cookies : head.values("cookie")) {
        for (const QByteArray &part : cookies.split(';')) {
            const QByteArray cookie = part.trimmed();
            if (!cookie.startsWith(prefix))
                continue;
            const QByteArray value = cookie.sliced(prefix.size());
            if (!secret.isEmpty() && value != secret)
                return {};
            secret = value;
        }
    }
    return secret;
}

Result<Principal> principalOf(const RequestHead &head, const AuthService &auth)
{
    if (head.has("authorization"))
        return auth.principalOfToken(bearerToken(head.value("authorization")));
    const QByteArray secret = sessionSecret(head);
    if (secret.isEmpty())
        return Error{ErrorCode::NotSignedIn, u"Sign in first."_s};
    return auth.principalOfSession(secret);
}

} // namespace headway
