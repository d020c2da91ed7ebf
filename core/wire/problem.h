#pragma once

#include "core/base/result.h"
#include "core/model/task.h"

namespace headway::wire {

/// An error of version 1 of the API. Source: RFC 9457.
struct Problem
{
    int status = 500; ///< HTTP status code
    ErrorCode code = ErrorCode::Internal;
    QString title; ///< a few words, the same for all of its kind; the seed's where it has them
    QString detail; ///< a sentence on this one; empty: none
    std::optional<Task> task; ///< as it is, where the task's state was the trouble

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// {"type","title","status","detail","error"} and {"task"}; `type` is
/// urn:headway:problem:state-forbids and the like, `detail` the title where there is no sentence.
/// `error` is the title, but of what is malformed the sentence, as in the seed's routes.
QByteArray toJson(const Problem &problem);
/// Takes the seed's {"error"} too, and passes over members that are not known. A type that is not
/// known is judged by @p status, that of the answer.
/// Errors: InvalidArgument.
Result<Problem> readProblem(const QByteArray &json, int status);

/// What an answer with @p status, 400 to 599, means when nothing more is known.
ErrorCode errorCodeOfStatus(int status);

/// "state-forbids" for ErrorCode::StateForbids, and so on.
QString problemWord(ErrorCode code);

} // namespace headway::wire
