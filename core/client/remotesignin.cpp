#include "core/client/remotesignin.h"

#include "core/base/future.h"
#include "core/client/access.h"
#include "core/client/remoteaccountdesk.h"
#include "core/client/remoteretentiondesk.h"
#include "core/client/remotetokendesk.h"
#include "core/client/sessioncookie.h"
#include "core/wire/accountjson.h"
#include "core/wire/requestjson.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

using Method = ApiRequest::Method;

/// The service's place with another credential than the owner's.
AccessSource sourceWith(const DataDirectory &directory, const Credential &credential)
{
    return [directory, credential]() -> Result<Access> {
        Result<Access> access = ownerAccess(directory);
        if (!access)
            return access;
        const std::optional<OsUserId> listener = access->credential.onlyTo;
        access->credential = credential;
        access->credential.onlyTo = listener;
        return access;
    };
}

AccessSource sourceOf(const DataDirectory &directory)
{
    return [directory] { return ownerAccess(directory); };
}

/// @p future's result by way of @p turn, in the thread and the life of @p context.
template <typename To, typename From, typename Turn>
QFuture<Result<To>> turned(const QFuture<Result<From>> &future, QObject *context, Turn turn)
{
    auto promise = std::make_shared<Promise<Result<To>>>();
    whenDone(future, context,
             [promise, turn](const Result<From> &result) { promise->finish(turn(result)); });
    return promise->future();
}

} // namespace

RemoteSignIn::RemoteSignIn(const DataDirectory &directory)
    : m_directory(directory)
    , m_watch(directory)
    , m_owner(sourceOf(directory))
    , m_stranger(sourceWith(directory, {}))
{
    connect(&m_watch, &EndpointWatch::begun, this, &RemoteSignIn::takeUp);
}

RemoteSignIn::~RemoteSignIn() = default;

QFuture<Result<TaskSessionPtr>> RemoteSignIn::signIn(const QString &email,
                                                     const QByteArray &password)
{
    const QFuture<Result<ApiAnswer>> login =
        m_stranger.send({.method = Method::Post,
                         .path = "/api/login",
                         .body = wire::toJson(wire::Credentials{email, password})});
    return turned<TaskSessionPtr>(
        login, this, [this](const Result<ApiAnswer> &answer) { return openedSession(answer); });
}

Result<TaskSessionPtr> RemoteSignIn::openedSession(const Result<ApiAnswer> &login)
{
    if (!login)
        return login.error();
    const Result<QString> email = wire::readUser(login->body);
    const Result<QByteArray> cookie = sessionCookie(*login);
    if (!email || !cookie)
        return email ? cookie.error() : email.error();
    return TaskSessionPtr(
        sessionOf(sourceWith(m_directory, {Credential::Kind::Session, *cookie}), *email));
}

QFuture<Result<TaskSessionPtr>> RemoteSignIn::signInAsOwner()
{
    return turned<TaskSessionPtr>(accounts(), this, [this](const Result<QList<Account>> &accounts) {
        return ownerSession(accounts);
    });
}

Result<TaskSessionPtr> RemoteSignIn::ownerSession(const Result<QList<Account>> &accounts)
{
    if (!accounts)
        return accounts.error();
    if (accounts->isEmpty() || !accounts->constFirst().isOwner)
        return Error{ErrorCode::Internal, u"The service knows no owner."_s};
    if (m_wantsPassword && accounts->constFirst().hasPassword) {
        return Error{ErrorCode::NotSignedIn, u"The owner has set a password; sign in with it."_s};
    }
    const Session session = sessionOf(sourceOf(m_directory), accounts->constFirst().email);
    m_ownerSession = session;
    return TaskSessionPtr(session);
}

RemoteSignIn::Session RemoteSignIn::sessionOf(AccessSource source, const QString &email)
{
    auto client = std::make_unique<ApiClient>(std::move(source));
    connect(client.get(), &ApiClient::answered, this, &RemoteSignIn::note);
    auto session = std::make_shared<RemoteTaskSession>(std::move(client), email);
    m_sessions.removeIf([](const auto &known) { return known.expired(); });
    m_sessions.append(session);
    return session;
}

QFuture<Result<void>> RemoteSignIn::signOut(const TaskSessionPtr &session)
{
    m_wantsPassword = true;
    return end(session);
}

QFuture<Result<void>> RemoteSignIn::leave(const TaskSessionPtr &session)
{
    m_wantsPassword = false;
    return end(session);
}

QFuture<Result<void>> RemoteSignIn::end(const TaskSessionPtr &session)
{
    const auto remote = std::dynamic_pointer_cast<RemoteTaskSession>(session);
    if (!remote)
        return readyFuture(Result<void>());
    // A token is none of this window's to end: the endpoint file's is left as it is.
    const QFuture<Result<ApiAnswer>> done =
        remote->client().send({.method = Method::Post, .path = "/api/logout"});
    remote->end();
    // The session stays until the service has heard of it.
    return turned<void>(done, this, [session](const Result<ApiAnswer> &answer) {
        return answer ? Result<void>() : Result<void>(answer.error());
    });
}

QFuture<Result<QList<Account>>> RemoteSignIn::accounts()
{
    return turned<QList<Account>>(m_owner.send({.path = "/api/v1/accounts"}), this,
                                  [](const Result<ApiAnswer> &answer) {
                                      return answer ? wire::readAccounts(answer->body)
                                                    : Result<QList<Account>>(answer.error());
                                  });
}

bool RemoteSignIn::isOwners(const TaskSessionPtr &session) const
{
    return session && session == m_ownerSession.lock();
}

std::unique_ptr<AccountDesk> RemoteSignIn::accountDesk(const TaskSessionPtr &session)
{
    if (!isOwners(session))
        return nullptr;
    return std::make_unique<RemoteAccountDesk>(sourceOf(m_directory));
}

std::unique_ptr<TokenDesk> RemoteSignIn::tokenDesk(const TaskSessionPtr &session)
{
    auto remote = std::dynamic_pointer_cast<RemoteTaskSession>(session);
    if (!remote)
        return nullptr;
    return std::make_unique<RemoteTokenDesk>(
        std::move(remote), [directory = m_directory](const Credential &credential) {
            return std::make_unique<ApiClient>(sourceWith(directory, credential));
        });
}

std::unique_ptr<RetentionDesk> RemoteSignIn::retentionDesk(const TaskSessionPtr &session)
{
    auto remote = std::dynamic_pointer_cast<RemoteTaskSession>(session);
    const bool maySet = isOwners(session);
    return remote ? std::make_unique<RemoteRetentionDesk>(std::move(remote), maySet) : nullptr;
}

/// Another service has begun.
void RemoteSignIn::takeUp()
{
    for (const auto &known : std::as_const(m_sessions)) {
        if (const Session session = known.lock())
            session->comeNow();
    }
    setStorage(StorageState::Working);
    if (const Result<wire::Endpoint> endpoint = readEndpointFile(m_directory))
        Q_EMIT moved(endpoint->url.toString());
    Q_EMIT available();
}

void RemoteSignIn::note(const ApiRequest &request, const Result<ApiAnswer> &answer,
                        bool tellsOfDamage)
{
    if (tellsOfDamage) // whatever became of the request: it may be what met the damage
        setStorage(StorageState::Damaged);
    else if (answer && request.method != Method::Get)
        setStorage(StorageState::Working);
    else if (!answer && answer.error().code == ErrorCode::StorageFull)
        setStorage(StorageState::Full);
    else if (!answer && answer.error().code == ErrorCode::StorageFailed)
        setStorage(StorageState::Failed);
}

void RemoteSignIn::setStorage(StorageState state)
{
    if (std::exchange(m_storage, state) != state)
        Q_EMIT storageChanged(state);
}

} // namespace headway
