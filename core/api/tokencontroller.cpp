#include "core/api/tokencontroller.h"

#include "core/api/call.h"
#include "core/service/authservice.h"
#include "core/wire/accountjson.h"
#include "core/wire/requests.h"

namespace headway {

Reply TokenController::list(const Call &call)
{
    return Reply::when(call.auth.tokens(*call.principal), [](const QList<Token> &tokens) {
        return jsonAnswer(wire::tokensJson(tokens));
    });
}

Reply TokenController::create(const Call &call)
{
    const Result<NewToken> wanted = wire::readNewToken(call.body);
    if (!wanted)
        return wanted.error();
    return Reply::when(call.auth.createToken(*call.principal, *wanted), [](const MadeToken &made) {
        return jsonAnswer(wire::toJson(wire::IssuedToken{made.token, made.secret}), 201);
    });
}

Reply TokenController::revoke(const Call &call)
{
    const auto id = CredentialId::fromString(QString::fromLatin1(call.argument));
    return Reply::when(call.auth.revokeToken(*call.principal, id.value_or(CredentialId())),
                       emptyAnswer);
}

} // namespace headway
