#include "core/client/answers.h"

#include "core/wire/groupsjson.h"
#include "core/wire/indexoctets.h"

namespace headway {

using namespace Qt::StringLiterals;

Error misunderstood(const Error &error)
{
    return {ErrorCode::Internal, u"The service's answer cannot be understood: "_s + error.detail};
}

Result<TaskOutput> outputOf(const Result<ApiAnswer> &answer)
{
    if (!answer)
        return answer.error();
    bool hasOffset = false;
    bool hasSize = false;
    const qint64 offset = answer->headers.value("headway-log-offset").toLongLong(&hasOffset);
    const qint64 size = answer->headers.value("headway-log-size").toLongLong(&hasSize);
    if (!hasOffset || !hasSize)
        return misunderstood({ErrorCode::Internal, u"it tells no offset and size."_s});
    return TaskOutput{answer->body, offset, size};
}

Result<TaskIndex> indexOf(const Result<ApiAnswer> &answer)
{
    if (!answer)
        return answer.error();
    bool hasRevision = false;
    const quint64 revision = answer->headers.value("headway-revision").toULongLong(&hasRevision);
    Result<QList<quint32>> rows = wire::readRows(answer->body);
    const Result<TaskCounts> counts = wire::readCounts(answer->headers.value("headway-counts"));
    if (!hasRevision || !rows || !counts)
        return misunderstood({ErrorCode::Internal, u"it is no index."_s});
    return TaskIndex{std::move(*rows), *counts, revision};
}

} // namespace headway
