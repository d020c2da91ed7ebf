#include "core/wire/problem.h"

#include "core/wire/bounds.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/taskjson.h"

#include <array>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr auto typePrefix = "urn:headway:problem:"_L1;

constexpr std::array allCodes{
    ErrorCode::InvalidArgument, ErrorCode::NotSignedIn,   ErrorCode::AccessDenied,
    ErrorCode::NotFound,        ErrorCode::NotProcessing, ErrorCode::StateForbids,
    ErrorCode::StaleSequence,   ErrorCode::KeyReused,     ErrorCode::AlreadyExists,
    ErrorCode::TooLarge,        ErrorCode::TooMany,       ErrorCode::StorageFull,
    ErrorCode::StorageFailed,   ErrorCode::NewerSchema,   ErrorCode::InUse,
    ErrorCode::Unreachable,     ErrorCode::Insecure,      ErrorCode::Internal};

ErrorCode codeOf(const QString &type, int status)
{
    for (const ErrorCode code : allCodes) {
        if (type == typePrefix + problemWord(code))
            return code;
    }
    return errorCodeOfStatus(status);
}

} // namespace

ErrorCode errorCodeOfStatus(int status)
{
    switch (status) {
    case 401:
        return ErrorCode::NotSignedIn;
    case 403:
        return ErrorCode::AccessDenied;
    case 404:
        return ErrorCode::NotFound;
    case 409:
        return ErrorCode::StateForbids;
    case 413:
        return ErrorCode::TooLarge;
    case 429:
        return ErrorCode::TooMany;
    default:
        return status >= 400 && status < 500 ? ErrorCode::InvalidArgument : ErrorCode::Internal;
    }
}

QString problemWord(ErrorCode code)
{
    const QString name = QString::fromLatin1(nameOf(code));
    QString word;
    for (const QChar c : name) {
        if (c.isUpper() && !word.isEmpty())
            word += u'-';
        word += c.toLower();
    }
    return word;
}

QByteArray toJson(const Problem &problem)
{
    JsonWriter json;
    json.text("type", typePrefix + problemWord(problem.code))
        .text("title", problem.title)
        .integer("status", qint64{problem.status});
    const QString &sentence = problem.detail.isEmpty() ? problem.title : problem.detail;
    json.text("detail", sentence)
        .text("error", problem.code == ErrorCode::InvalidArgument ? sentence : problem.title);
    if (problem.task)
        json.raw("task", toJson(*problem.task));
    return json.object();
}

Result<Problem> readProblem(const QByteArray &json, int status)
{
    const Result<JsonValue> value =
        readJson(json, {.depth = answerDepth, .opaqueMember = u"result"_s});
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    Problem problem;
    problem.status = status;
    problem.code = codeOf(object.text(u"type", anyLength).value_or(QString()), status);
    const std::optional<QString> error = object.text(u"error", anyLength);
    problem.title = object.text(u"title", anyLength).value_or(error.value_or(QString()));
    problem.detail = object.text(u"detail", anyLength).value_or(QString());
    if (problem.detail.isEmpty())
        problem.detail = problem.title;
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    if (const JsonValue *task = object.value(u"task")) {
        if (Result<Task> read = readTask(*task); read)
            problem.task = std::move(*read);
    }
    return problem;
}

} // namespace headway::wire
