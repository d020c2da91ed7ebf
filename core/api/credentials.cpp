#include "core/api/credentials.h"

#include "core/service/authservice.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("-._~+/").contains(c);
}

bool isToken(const QByteArray &text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isTokenCharacter);
    return end != text.begin() && std::all_of(end, text.end(), [](char c) { return c == '='; });
}

} // namespace

QByteArray bearerToken(const RequestHead &head)
{
    constexpr QByteArrayView scheme = "Bearer ";
    const QByteArray authorization = head.value("authorization");
    if (authorization.size() <= scheme.size()
        || QByteArrayView(authorization).first(scheme.size()).compare(scheme, Qt::CaseInsensitive))
        return {};
    const QByteArray token = authorization.sliced(scheme.size()).trimmed();
    return isToken(token) ? token : QByteArray();
}

QByteArray sessionSecret(const RequestHead &head)
{
    constexpr QByteArrayView prefix = "session=";
    std::optional<QByteArray> secret;
    for (const QByteArray &cookies : head.values("cookie")) {
        for (const QByteArray &part : cookies.split(';')) {
            const QByteArray cookie = part.trimmed();
            if (!cookie.startsWith(prefix))
                continue;
            const QByteArray value = cookie.sliced(prefix.size());
            if (value != secret.value_or(value))
                return {};
            secret = value;
        }
    }
    return secret.value_or(QByteArray());
}

Result<Principal> principalOf(const RequestHead &head, const std::function<Peer()> &peer,
                              AuthService &auth)
{
    if (head.has("authorization"))
        return auth.principalOfToken(bearerToken(head));
    const QByteArray secret = sessionSecret(head);
    if (secret.isEmpty())
        return Error{ErrorCode::NotSignedIn, u"Sign in first."_s};
    return auth.principalOfSession(secret, peer());
}

} // namespace headway
