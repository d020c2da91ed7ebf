#include "core/client/apianswer.h"

#include "core/wire/problem.h"

#include <QNetworkReply>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestRest = 3600; // s

/// {"error"} of the seed's routes, or a problem of version 1.
Error refusal(int status, const QByteArray &body)
{
    const Result<wire::Problem> problem = wire::readProblem(body, status);
    const QString nameless = u"The service answered with status %1."_s.arg(status);
    if (!problem)
        return {wire::errorCodeOfStatus(status), nameless};
    return {problem->code, problem->detail.isEmpty() ? nameless : problem->detail};
}

/// In whole seconds, as the service always tells it; more than an hour is not believed.
Error withRest(Error error, const QNetworkReply &reply)
{
    bool isNumber = false;
    const qint64 seconds = reply.rawHeader("Retry-After").toLongLong(&isNumber);
    if (error.code == ErrorCode::TooMany && isNumber && seconds > 0)
        error.retryAfter = std::chrono::seconds(std::min(seconds, longestRest));
    return error;
}

QString whyUnreachable(const QNetworkReply &reply)
{
    const QString service = reply.url().authority();
    if (reply.error() == QNetworkReply::SslHandshakeFailedError) {
        return u"The service at %1 is not trusted (%2); name its certificate with --ca-certificate."_s
            .arg(service, reply.errorString());
    }
    return u"The service at %1 cannot be reached: %2."_s.arg(service, reply.errorString());
}

} // namespace

bool tellsOfDamage(const QNetworkReply &reply)
{
    return reply.rawHeader("Headway-Storage") == "damaged";
}

Result<ApiAnswer> answerOf(QNetworkReply &reply)
{
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid() || reply.error() == QNetworkReply::OperationCanceledError)
        return Error{ErrorCode::Unreachable, whyUnreachable(reply)};
    ApiAnswer answer{status.toInt(), reply.readAll(), {}};
    if (answer.status < 200 || answer.status > 299)
        return withRest(refusal(answer.status, answer.body), reply);
    if (reply.error() != QNetworkReply::NoError) {
        return Error{ErrorCode::Unreachable,
                     u"The answer of the service at %1 broke off."_s.arg(reply.url().authority())};
    }
    for (const auto &[name, value] : reply.rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    return answer;
}

} // namespace headway
