#include "core/client/sessioncookie.h"

namespace headway {

using namespace Qt::StringLiterals;

Result<QByteArray> sessionCookie(const ApiAnswer &answer)
{
    const QByteArray cookie = answer.headers.value("set-cookie");
    const QByteArray value = cookie.left(cookie.indexOf(';'));
    constexpr QByteArrayView name = "session=";
    if (!value.startsWith(name))
        return Error{ErrorCode::Internal, u"The service opened no session."_s};
    return value.sliced(name.size());
}

} // namespace headway
