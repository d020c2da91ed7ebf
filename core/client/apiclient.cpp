#include "core/client/apiclient.h"

#include "core/base/secret.h"
#include "core/client/apianswer.h"
#include "core/client/apistream.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

using Method = ApiRequest::Method;

bool takesKey(Method method)
{
    return method == Method::Post || method == Method::Patch;
}

QByteArray keyOf(const ApiRequest &request)
{
    const bool needsNew = request.key.isEmpty() && request.needsKey;
    return needsNew ? makeSecret() : request.key;
}

void finish(QPromise<Result<ApiAnswer>> &promise, const Result<ApiAnswer> &answer)
{
    promise.addResult(answer);
    promise.finish();
}

/// Later: whoever asks it to stop may be on their way to end the client.
void abortWhenStopped(QNetworkReply *reply, const std::stop_token &stop)
{
    const auto abort = [reply] {
        QMetaObject::invokeMethod(reply, &QNetworkReply::abort, Qt::QueuedConnection);
    };
    const auto callback = std::make_shared<std::stop_callback<decltype(abort)>>(stop, abort);
    QObject::connect(reply, &QObject::destroyed, [callback] {});
}

} // namespace

std::optional<OsUserId> listenerAt(const QUrl &url)
{
    const int usualPort = url.scheme() == "https"_L1 ? 443 : 80;
    const bool isAskable = url.host() == "127.0.0.1"_L1;
    return isAskable ? userOfListener(static_cast<quint16>(url.port(usualPort))) : std::nullopt;
}

ApiClient::ApiClient(const QUrl &url, Credential credential, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_credential(std::move(credential))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ApiClient::ApiClient(AccessSource source, QObject *parent)
    : ApiClient(QUrl(), {}, parent)
{
    m_source = std::move(source);
    m_isInDoubt = true;
}

ApiClient::~ApiClient()
{
    for (QNetworkReply *reply : m_network.findChildren<QNetworkReply *>())
        reply->abort();
}

/// Before every request: the service may have ended since, and another user have taken its port.
/// What is left is the instant until Qt connects, whose sockets cannot be had.
Result<void> ApiClient::checkListener() const
{
    if (!m_credential.onlyTo)
        return {};
    const std::optional<OsUserId> user = listenerAt(m_url);
    if (user == m_credential.onlyTo)
        return {};
    const QString where = m_url.authority();
    if (!user)
        return Error{ErrorCode::Unreachable, u"Nobody listens at %1."_s.arg(where)};
    return Error{
        ErrorCode::Unreachable,
        u"Nothing was sent to %1: a process of another user (uid %2) listens there."_s.arg(where)
            .arg(static_cast<quint32>(*user))};
}

Result<bool> ApiClient::renew()
{
    if (!m_source)
        return false;
    const Result<Access> access = m_source();
    if (!access)
        return access.error();
    m_isInDoubt = false;
    const bool isOther = access->url != m_url || access->credential != m_credential;
    m_url = access->url;
    m_credential = access->credential;
    return isOther;
}

Result<void> ApiClient::reach()
{
    Result<void> checked;
    if (!m_isInDoubt) {
        checked = checkListener();
        if (checked || !m_source)
            return checked;
    }
    if (const Result<bool> renewed = renew(); !renewed)
        return renewed.error();
    checked = checkListener();
    m_isInDoubt = !checked;
    return checked;
}

QFuture<Result<ApiAnswer>> ApiClient::send(const ApiRequest &request)
{
    auto promise = std::make_shared<Promise>();
    promise->start();
    attempt(request, promise, m_source != nullptr);
    return promise->future();
}

void ApiClient::attempt(const ApiRequest &request, const std::shared_ptr<Promise> &promise,
                        bool mayRepeat)
{
    if (const Result<void> reached = reach(); !reached)
        return take(request, {reached.error()}, promise, false);
    QNetworkReply *reply = dispatch(request);
    connect(reply, &QNetworkReply::finished, reply, [this, request, promise, reply, mayRepeat] {
        take(request, {answerOf(*reply), tellsOfDamage(*reply)}, promise, mayRepeat);
        reply->deleteLater();
    });
    abortWhenStopped(reply, request.stop);
}

void ApiClient::take(const ApiRequest &request, Outcome outcome,
                     const std::shared_ptr<Promise> &promise, bool mayRepeat)
{
    if (request.stop.stop_requested()) // what has come of it says nothing of the service
        return finish(*promise, Error{ErrorCode::Unreachable, u"The answer is not wanted."_s});
    Result<ApiAnswer> &answer = outcome.answer;
    if (!answer && answer.error().code == ErrorCode::Unreachable)
        m_isInDoubt = m_source != nullptr;
    // One that has begun anew takes nothing that its predecessor took; nor has it done anything.
    if (!answer && answer.error().code == ErrorCode::NotSignedIn && mayRepeat) {
        const Result<bool> renewed = renew();
        if (renewed && *renewed)
            return attempt(request, promise, false);
        if (!renewed)
            answer = renewed.error();
    }
    Q_EMIT answered(request, answer, outcome.tellsOfDamage);
    finish(*promise, answer);
}

Result<std::unique_ptr<ApiStream>> ApiClient::listen(const ApiRequest &request)
{
    if (const Result<void> reached = reach(); !reached)
        return reached.error();
    auto stream = std::make_unique<ApiStream>(dispatch(request));
    connect(stream.get(), &ApiStream::brokeOff, this, [this](const Error &why) {
        m_isInDoubt |= m_source && why.code == ErrorCode::Unreachable;
    });
    return stream;
}

QNetworkRequest ApiClient::prepared(const ApiRequest &request) const
{
    QUrl url = m_url;
    url.setPath(m_url.path() + QString::fromLatin1(request.path), QUrl::StrictMode);
    url.setQuery(request.query);
    QNetworkRequest made(url);
    made.setTransferTimeout(static_cast<int>(request.patience.count()));
    for (const auto manual :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        made.setAttribute(manual, QNetworkRequest::Manual);
    made.setRawHeader("User-Agent", "headway/" HEADWAY_VERSION);
    made.setRawHeader("Accept-Encoding", "identity");
    if (m_credential.kind == Credential::Kind::Bearer)
        made.setRawHeader("Authorization", "Bearer " + m_credential.secret);
    if (m_credential.kind == Credential::Kind::Session)
        made.setRawHeader("Cookie", "session=" + m_credential.secret);
    if (!request.body.isEmpty() || takesKey(request.method))
        made.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    if (const QByteArray key = keyOf(request); takesKey(request.method) && !key.isEmpty())
        made.setRawHeader("Idempotency-Key", key);
    if (!request.lastEventId.isEmpty())
        made.setRawHeader("Last-Event-ID", request.lastEventId);
    return made;
}

QNetworkReply *ApiClient::dispatch(const ApiRequest &request)
{
    const QNetworkRequest made = prepared(request);
    switch (request.method) {
    case Method::Post:
        return m_network.post(made, request.body);
    case Method::Put:
        return m_network.put(made, request.body);
    case Method::Patch:
        return m_network.sendCustomRequest(made, "PATCH", request.body);
    case Method::Delete:
        return m_network.deleteResource(made);
    case Method::Get:
        break;
    }
    return m_network.get(made);
}

} // namespace headway
