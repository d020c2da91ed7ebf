#include "core/client/apiclient.h"

#include "core/base/secret.h"
#include "core/wire/problem.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPromise>

#include <memory>

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

/// {"error"} of the seed's routes, or a problem of version 1.
Error refusal(int status, const QByteArray &body)
{
    const Result<wire::Problem> problem = wire::readProblem(body, status);
    const QString nameless = u"The service answered with status %1."_s.arg(status);
    if (!problem)
        return {wire::errorCodeOfStatus(status), nameless};
    const QString &told = problem->detail.isEmpty() ? problem->title : problem->detail;
    return {problem->code, told.isEmpty() ? nameless : told};
}

Result<ApiAnswer> answerOf(QNetworkReply &reply)
{
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    const QString service = reply.url().authority();
    if (!status.isValid() || reply.error() == QNetworkReply::OperationCanceledError) {
        return Error{
            ErrorCode::Unreachable,
            u"The service at %1 cannot be reached: %2."_s.arg(service, reply.errorString())};
    }
    ApiAnswer answer{status.toInt(), reply.readAll(), {}};
    if (answer.status < 200 || answer.status > 299)
        return refusal(answer.status, answer.body);
    if (reply.error() != QNetworkReply::NoError) {
        return Error{ErrorCode::Unreachable,
                     u"The answer of the service at %1 broke off."_s.arg(service)};
    }
    for (const auto &[name, value] : reply.rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

} // namespace

ApiClient::ApiClient(const QUrl &url, Credential credential, QObject *parent)
    : QObject(parent)
    , m_url(url)
    , m_credential(std::move(credential))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ApiClient::~ApiClient()
{
    for (QNetworkReply *reply : m_network.findChildren<QNetworkReply *>())
        reply->abort();
}

QFuture<Result<ApiAnswer>> ApiClient::send(const ApiRequest &request)
{
    auto promise = std::make_shared<QPromise<Result<ApiAnswer>>>();
    promise->start();
    QNetworkReply *reply = dispatch(request);
    connect(reply, &QNetworkReply::finished, reply, [promise, reply] {
        promise->addResult(answerOf(*reply));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
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
