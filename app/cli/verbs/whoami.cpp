#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/plaintext.h"
#include "app/cli/sessionverb.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/wire/accountjson.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

class WhoamiVerb final : public SessionVerb
{
protected:
    Result<void> check() override
    {
        if (line().operands().isEmpty())
            return {};
        return Error{ErrorCode::InvalidArgument, u"`headway whoami` takes options only."_s};
    }
    void begin() override
    {
        whenDone(session().client().send({.path = "/api/session"}), this,
                 [this](const Result<ApiAnswer> &answer) {
                     const Result<QString> email =
                         answer ? wire::readUser(answer->body) : Result<QString>(answer.error());
                     if (!email)
                         return fail(email.error());
                     console::print(line().wantsJson() ? QString::fromUtf8(wire::userJson(*email))
                                                       : harmless(*email));
                     end();
                 });
    }
};

} // namespace

std::unique_ptr<Verb> makeWhoamiVerb()
{
    return std::make_unique<WhoamiVerb>();
}

} // namespace headway
