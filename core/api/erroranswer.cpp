#include "core/api/erroranswer.h"

#include "core/api/route.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/problem.h"

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return 400;
    case ErrorCode::NotSignedIn:
        return 401;
    case ErrorCode::AccessDenied:
        return 403;
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::NotProcessing:
    case ErrorCode::StateForbids:
    case ErrorCode::StaleSequence:
    case ErrorCode::AlreadyExists:
        return 409;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::KeyReused:
        return 422;
    case ErrorCode::TooMany:
        return 429;
    case ErrorCode::StorageFailed:
        return 503;
    case ErrorCode::StorageFull:
        return 507;
    case ErrorCode::NewerSchema:
    case ErrorCode::InUse:
    case ErrorCode::Unreachable:
    case ErrorCode::Insecure:
    case ErrorCode::Internal:
        break;
    }
    return 500;
}

/// What a route's missing thing is called.
QString nounOf(QByteArrayView path)
{
    if (path.startsWith("/api/v1/tokens"))
        return u"Token"_s;
    return path.startsWith("/api/v1/account") ? u"Account"_s : u"Task"_s;
}

QString titleOf(ErrorCode code, const Route &route)
{
    switch (code) {
    case ErrorCode::NotSignedIn:
        return route.access == Access::Open ? u"Invalid email or password"_s
                                            : u"Authentication required"_s;
    case ErrorCode::AccessDenied:
        return u"Access denied"_s;
    case ErrorCode::NotFound:
        return nounOf(route.path) + u" not found"_s;
    case ErrorCode::NotProcessing:
        return u"Task is not currently processing"_s;
    case ErrorCode::StateForbids:
        return u"The task's state does not allow it"_s;
    case ErrorCode::StaleSequence:
        return u"A newer update has been taken already"_s;
    case ErrorCode::AlreadyExists:
        return u"It exists already"_s;
    case ErrorCode::KeyReused:
        return u"The idempotency key belongs to another request"_s;
    case ErrorCode::TooMany:
        return u"Too many requests"_s;
    default:
        return QString::fromLatin1(reasonPhrase(statusOf(code)));
    }
}

/// Source: RFC 9110 section 10.2.3 for whole seconds
QString sentenceOf(std::optional<std::chrono::seconds> retryAfter)
{
    if (!retryAfter)
        return {};
    return retryAfter == 1s ? u" Try again in 1 second."_s
                            : u" Try again in %1 seconds."_s.arg(retryAfter->count());
}

/// Of our own faults only what the caller can do.
QString detailOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::StorageFull:
        return u"The disk of the service is full; nothing was changed."_s;
    case ErrorCode::StorageFailed:
        return u"The service cannot reach its storage; nothing was changed. Try again later."_s;
    case ErrorCode::TooMany:
        return (error.detail + sentenceOf(error.retryAfter)).trimmed();
    default:
        return isOurFault(error) ? u"Something went wrong in the service; its log says what."_s
                                 : error.detail;
    }
}

Answer withHints(Answer answer, std::optional<std::chrono::seconds> retryAfter)
{
    if (answer.status == 401)
        answer.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (answer.status == 429 || answer.status == 503)
        answer.headers.emplaceBack("Retry-After",
                                   QByteArray::number(retryAfter.value_or(1s).count()));
    return answer;
}

Answer seedAnswer(int status, const QString &words,
                  std::optional<std::chrono::seconds> retryAfter = {})
{
    wire::JsonWriter json;
    return withHints(jsonAnswer(json.text("error", words).object(), status), retryAfter);
}

Answer problemAnswer(const wire::Problem &problem,
                     std::optional<std::chrono::seconds> retryAfter = {})
{
    return withHints({problem.status, "application/problem+json", wire::toJson(problem), {}},
                     retryAfter);
}

Answer seedErrorAnswer(const Error &error, const Route &route)
{
    if (isOurFault(error))
        return seedAnswer(500, QString::fromLatin1(route.failure));
    if (error.code == ErrorCode::NotProcessing)
        return seedAnswer(400, titleOf(error.code, route));
    const bool hasSentence =
        error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::TooMany;
    return seedAnswer(statusOf(error.code),
                      hasSentence && !error.detail.isEmpty() ? detailOf(error)
                                                             : titleOf(error.code, route),
                      error.retryAfter);
}

/// What a client makes of a refusal that has no error behind it.
ErrorCode codeOf(int status)
{
    switch (status) {
    case 403:
        return ErrorCode::AccessDenied;
    case 404:
        return ErrorCode::NotFound;
    case 413:
    case 414:
    case 431:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::TooMany;
    default:
        return ErrorCode::InvalidArgument;
    }
}

} // namespace

bool isOurFault(const Error &error)
{
    constexpr int firstServerError = 500;
    return statusOf(error.code) >= firstServerError;
}

bool isVersionOne(QByteArrayView path)
{
    return path.startsWith("/api/v1/");
}

Answer errorAnswer(const Error &error, const Route &route, const std::optional<Task> &task)
{
    if (!isVersionOne(route.path))
        return seedErrorAnswer(error, route);
    return problemAnswer({.status = statusOf(error.code),
                          .code = error.code,
                          .title = titleOf(error.code, route),
                          .detail = detailOf(error),
                          .task = task},
                         error.retryAfter);
}

Answer refusalAnswer(const Refusal &refusal, const QByteArray &path)
{
    const QString why = QString::fromLatin1(refusal.why);
    if (!path.isEmpty() && !isVersionOne(path))
        return seedAnswer(refusal.status, why);
    return problemAnswer({.status = refusal.status,
                          .code = codeOf(refusal.status),
                          .title = QString::fromLatin1(reasonPhrase(refusal.status)),
                          .detail = why,
                          .task = {}});
}

} // namespace headway
