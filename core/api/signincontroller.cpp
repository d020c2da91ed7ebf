#include "core/api/signincontroller.h"

#include "core/api/call.h"
#include "core/service/authservice.h"
#include "core/wire/accountjson.h"
#include "core/wire/requests.h"

namespace headway {

namespace {

QByteArray sessionCookie(const QByteArray &secret)
{
    return "session=" + secret + "; HttpOnly; SameSite=Strict; Path=/";
}

} // namespace

Reply SignInController::login(const Call &call)
{
    const Result<wire::Credentials> given = wire::readCredentials(call.body);
    if (!given)
        return given.error();
    const auto begin = [&call, given = *given] {
        return call.auth.signIn(given.email, given.password, call.peer());
    };
    return Reply::when(begin, [](const SignedIn &signedIn) {
        Answer answer = jsonAnswer(wire::userJson(signedIn.principal.email()));
        answer.headers.emplaceBack("Set-Cookie", sessionCookie(signedIn.secret));
        return answer;
    });
}

Reply SignInController::logout(const Call &call)
{
    return Reply::when([&call] { return call.auth.signOut(*call.principal); },
                       [] {
                           Answer answer = jsonAnswer(R"({"message":"Logged out"})");
                           answer.headers.emplaceBack("Set-Cookie",
                                                      sessionCookie({}) + "; Max-Age=0");
                           return answer;
                       });
}

Reply SignInController::session(const Call &call)
{
    return jsonAnswer(wire::userJson(call.principal->email()));
}

} // namespace headway
