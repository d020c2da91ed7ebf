#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/passwordprompt.h"
#include "app/cli/plaintext.h"
#include "app/cli/verb.h"
#include "app/cli/verbs.h"
#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/savedlogin.h"
#include "core/client/sessioncookie.h"
#include "core/wire/accountjson.h"
#include "core/wire/requestjson.h"

#include <QSysInfo>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool isSameService(const SavedLogin &a, const SavedLogin &b)
{
    return a.listener == b.listener && a.directory == b.directory
        && (a.url == b.url || !a.directory.isEmpty());
}

/// Email and password for a session, the session for an API token that is kept, and the session
/// away again.
class LoginVerb final : public Verb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{u"password-stdin"_s, u"Read the password from stdin, one line."_s}};
    }

    void start(const CommandLine &line) override;

private:
    Result<wire::Credentials> credentials(const CommandLine &line) const;
    std::unique_ptr<ApiClient> clientWith(Credential credential) const;
    void signIn(const wire::Credentials &credentials);
    void makeToken(const ApiAnswer &answer);
    void keep(const QByteArray &tokenJson);
    void revoke(const SavedLogin &former);
    void signOut();

    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ApiClient> m_former;
    SavedLogin m_login;
};

void LoginVerb::start(const CommandLine &line)
{
    const AccessRequest request = line.accessRequest();
    const Result<ServiceAddress> place = findService(request);
    if (!place)
        return place.error().code == ErrorCode::InvalidArgument ? failUsage(place.error().detail)
                                                                : fail(place.error());
    const Result<wire::Credentials> given = credentials(line);
    if (!given)
        return failUsage(given.error().detail);
    m_login.url = place->url;
    m_login.listener = place->listener;
    m_login.directory = request.url.isEmpty() ? request.directory.path() : QString();
    m_client = clientWith({});
    signIn(*given);
}

Result<wire::Credentials> LoginVerb::credentials(const CommandLine &line) const
{
    if (line.operands().size() > 1)
        return Error{ErrorCode::InvalidArgument, u"Give one email address."_s};
    const Result<QString> email =
        line.operands().isEmpty() ? askLine(u"Email: "_s) : line.operands().constFirst();
    if (!email)
        return email.error();
    const Result<QByteArray> password = askPassword(line);
    if (!password)
        return password.error();
    return wire::Credentials{*email, *password};
}

/// Whatever it shows goes to the service that was found, the password too.
std::unique_ptr<ApiClient> LoginVerb::clientWith(Credential credential) const
{
    credential.onlyTo = m_login.listener;
    return std::make_unique<ApiClient>(m_login.url, std::move(credential));
}

void LoginVerb::signIn(const wire::Credentials &credentials)
{
    whenDone(m_client->send({.method = ApiRequest::Method::Post,
                             .path = "/api/login",
                             .body = wire::toJson(credentials)}),
             this, [this](const Result<ApiAnswer> &answer) {
                 if (answer)
                     makeToken(*answer);
                 else
                     fail(answer.error());
             });
}

void LoginVerb::makeToken(const ApiAnswer &answer)
{
    const Result<QString> email = wire::readUser(answer.body);
    const Result<QByteArray> cookie = sessionCookie(answer);
    if (!email || !cookie)
        return fail(email ? cookie.error() : email.error());
    m_login.email = *email;
    m_client = clientWith({Credential::Kind::Session, *cookie});
    const NewToken wanted{u"headway login on "_s + QSysInfo::machineHostName(), TokenScope::Write,
                          std::nullopt};
    whenDone(m_client->send({.method = ApiRequest::Method::Post,
                             .path = "/api/v1/tokens",
                             .body = wire::toJson(wanted)}),
             this, [this](const Result<ApiAnswer> &made) {
                 if (made)
                     keep(made->body);
                 else
                     fail(made.error());
             });
}

void LoginVerb::keep(const QByteArray &tokenJson)
{
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(tokenJson);
    if (!issued)
        return fail(issued.error());
    m_login.tokenId = issued->token.id;
    m_login.token = issued->secret;
    const Result<SavedLogin> former = readSavedLogin();
    if (const Result<void> kept = writeSavedLogin(m_login); !kept)
        return fail(kept.error());
    if (former && isSameService(*former, m_login))
        return revoke(*former);
    signOut();
}

/// The login that this one replaces; it may be another account's, or dead already.
void LoginVerb::revoke(const SavedLogin &former)
{
    m_former = clientWith({Credential::Kind::Bearer, former.token});
    const QByteArray path = "/api/v1/tokens/" + former.tokenId.toString().toLatin1();
    whenDone(m_former->send({.method = ApiRequest::Method::Delete, .path = path}), this,
             [this](const Result<ApiAnswer> &) { signOut(); });
}

void LoginVerb::signOut()
{
    whenDone(m_client->send({.method = ApiRequest::Method::Post, .path = "/api/logout"}), this,
             [this](const Result<ApiAnswer> &done) {
                 if (!done)
                     return fail(done.error());
                 console::printNote(u"Signed in to %1 as %2."_s.arg(m_login.url.toString(),
                                                                    harmless(m_login.email)));
                 end();
             });
}

} // namespace

std::unique_ptr<Verb> makeLoginVerb()
{
    return std::make_unique<LoginVerb>();
}

} // namespace headway
