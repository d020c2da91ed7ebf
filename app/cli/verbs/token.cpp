#include "app/cli/commandline.h"
#include "app/cli/console.h"
#include "app/cli/lifetime.h"
#include "app/cli/sessionverb.h"
#include "app/cli/texttable.h"
#include "app/cli/verbs.h"
#include "app/host/wrong.h"
#include "core/base/future.h"
#include "core/wire/accountjson.h"
#include "core/wire/requestjson.h"
#include "core/wire/time.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto tokensPath = "/api/v1/tokens";

class TokenVerb final : public SessionVerb
{
public:
    QList<QCommandLineOption> options() const override
    {
        return {{u"name"_s, u"What the new token is for."_s, u"TEXT"_s},
                {u"scope"_s, u"What it may do: read or write (write)."_s, u"SCOPE"_s},
                {u"expires"_s, u"How long it holds, as 30d, 12h, 45m or 90s (for ever)."_s,
                 u"DURATION"_s}};
    }

protected:
    Result<void> check() override;
    void begin() override { (this->*m_action)(); }

private:
    Result<void> checkNewToken();
    Result<void> checkRevoked();

    void create();
    void list();
    void revoke();
    void showIssued(const QByteArray &json);
    void showList(const QByteArray &json);

    void (TokenVerb::*m_action)() = nullptr;
    NewToken m_wanted;
    CredentialId m_revoked;
};

Result<void> TokenVerb::check()
{
    const QStringList words = line().operands();
    const QString action = words.value(0);
    if (action == "create"_L1 && words.size() == 1) {
        m_action = &TokenVerb::create;
        return checkNewToken();
    }
    if (action == "list"_L1 && words.size() == 1) {
        m_action = &TokenVerb::list;
        return {};
    }
    if (action == "revoke"_L1 && words.size() == 2) {
        m_action = &TokenVerb::revoke;
        return checkRevoked();
    }
    return wrong(u"Say `token create`, `token list` or `token revoke ID`."_s);
}

Result<void> TokenVerb::checkNewToken()
{
    m_wanted.name = line().value(u"name"_s);
    if (line().isSet(u"scope"_s)) {
        const std::optional<TokenScope> scope = wire::tokenScopeFromWord(line().value(u"scope"_s));
        if (!scope)
            return wrong(u"--scope takes read or write."_s);
        m_wanted.scope = *scope;
    }
    if (line().isSet(u"expires"_s)) {
        const Result<std::chrono::seconds> lifetime = readLifetime(line().value(u"expires"_s));
        if (!lifetime)
            return lifetime.error();
        m_wanted.lifetime = *lifetime;
    }
    return {};
}

Result<void> TokenVerb::checkRevoked()
{
    const std::optional<CredentialId> id = CredentialId::fromString(line().operands().at(1));
    if (!id)
        return wrong(u"'%1' is no ID of a token; `headway token list` tells them."_s.arg(
            line().operands().at(1)));
    m_revoked = *id;
    return {};
}

void TokenVerb::create()
{
    whenDone(session().client().send({.method = ApiRequest::Method::Post,
                                      .path = tokensPath,
                                      .body = wire::toJson(m_wanted)}),
             this, [this](const Result<ApiAnswer> &answer) {
                 if (answer)
                     showIssued(answer->body);
                 else
                     fail(answer.error());
             });
}

void TokenVerb::showIssued(const QByteArray &json)
{
    const Result<wire::IssuedToken> issued = wire::readIssuedToken(json);
    if (!issued)
        return fail(issued.error());
    console::print(line().wantsJson() ? QString::fromUtf8(wire::toJson(*issued))
                                      : QString::fromLatin1(issued->secret));
    console::printNote(
        u"Keep it: it is not shown again. Its ID is %1."_s.arg(issued->token.id.toString()));
    end();
}

void TokenVerb::list()
{
    whenDone(session().client().send({.path = tokensPath}), this,
             [this](const Result<ApiAnswer> &answer) {
                 if (answer)
                     showList(answer->body);
                 else
                     fail(answer.error());
             });
}

void TokenVerb::showList(const QByteArray &json)
{
    const Result<QList<Token>> tokens = wire::readTokens(json);
    if (!tokens)
        return fail(tokens.error());
    TextTable table({u"ID"_s, u"SCOPE"_s, u"CREATED"_s, u"EXPIRES"_s, u"NAME"_s});
    for (const Token &token : *tokens) {
        table.addRow({token.id.toString(), wire::wordOf(token.scope),
                      wire::toIsoTime(token.createdAt), wire::toIsoTime(token.expiresAt),
                      token.name});
    }
    if (line().wantsJson())
        console::print(QString::fromUtf8(wire::tokensJson(*tokens)));
    else
        table.print();
    end();
}

void TokenVerb::revoke()
{
    const QByteArray path = tokensPath + ('/' + m_revoked.toString().toLatin1());
    whenDone(session().client().send({.method = ApiRequest::Method::Delete, .path = path}), this,
             [this](const Result<ApiAnswer> &answer) {
                 if (answer)
                     return end();
                 const bool isNone = answer.error().code == ErrorCode::NotFound;
                 fail(isNone ? wrong(u"You have no such token."_s) : answer.error());
             });
}

} // namespace

std::unique_ptr<Verb> makeTokenVerb()
{
    return std::make_unique<TokenVerb>();
}

} // namespace headway
