#pragma once

#include "core/base/future.h"
#include "core/base/result.h"
#include "core/client/apianswer.h"
#include "core/model/taskindex.h"
#include "core/model/taskoutput.h"

#include <QFuture>

namespace headway {

// What stands in the answers of a service. Errors: those of the answer; Internal for what cannot
// be understood.

Error misunderstood(const Error &error);
Result<TaskOutput> outputOf(const Result<ApiAnswer> &answer);
Result<TaskIndex> indexOf(const Result<ApiAnswer> &answer);

template <typename T>
using Reader = Result<T> (*)(const QByteArray &);

template <typename T>
Result<T> bodyOf(const Result<ApiAnswer> &answer, Reader<T> read)
{
    if (!answer)
        return answer.error();
    Result<T> value = read(answer->body);
    return value ? std::move(value) : Result<T>(misunderstood(value.error()));
}

/// The answer's body, read with @p read.
template <typename T>
QFuture<Result<T>> readAs(QFuture<Result<ApiAnswer>> answer, Reader<T> read)
{
    return answer.then(
        [read](const Result<ApiAnswer> &got) -> Result<T> { return bodyOf(got, read); });
}

/// The same in another thread, for bodies that take longer to read than a frame lasts.
template <typename T>
QFuture<Result<T>> readAside(QFuture<Result<ApiAnswer>> answer, Reader<T> read)
{
    return mappedAside(
        answer, [read](const Result<ApiAnswer> &got) -> Result<T> { return bodyOf(got, read); });
}

} // namespace headway
