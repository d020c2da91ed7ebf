#include "core/api/tokencontroller.h"

#include "core/api/call.h"
#include "core/service/authservice.h"
#include "core/wire/accountjson.h"
#include "core/wire/requests.h"

namespace headway {

Reply TokenController::list(const Call &call)
{
    const auto begin = [&call] { return call.auth.tokens(*call.principal); };
    return Reply::when(
        begin, [](const QList<Token> &tokens) { return jsonAnswer(wire::tokensJson(tokens)); });
}

Reply TokenController::create(const Call &call)
{
    const Result<NewToken> wanted = wire::readNewToken(call.body);
    if (!wanted)
        return wanted.error();
    const auto begin = [&call, wanted = *wanted] {
        return call.auth.createToken(*call.principal, wanted, call.key);
    };
    return Reply::when(begin, [](const MadeToken &made) {
        return jsonAnswer(wire::toJson(wire::IssuedToken{made.token, made.secret}), 201);
    });
}

Reply TokenController::revoke(const Call &call)
{
    const auto id = CredentialId::fromString(QString::fromLatin1(call.argument));
    const auto begin = [&call, id] {
        return call.auth.revokeToken(*call.principal, id.value_or(CredentialId()));
    };
    return Reply::when(begin, emptyAnswer);
}

} // namespace headway
