#include "core/api/bodykind.h"

namespace headway {

namespace {

bool isType(QByteArrayView contentType, QByteArrayView wanted)
{
    const qsizetype end = contentType.indexOf(';');
    const QByteArrayView type = end < 0 ? contentType : contentType.first(end);
    return type.trimmed().compare(wanted, Qt::CaseInsensitive) == 0;
}

} // namespace

std::optional<Refusal> refusalOfBody(const RequestHead &head, BodyKind kind)
{
    const QByteArray type = head.value("content-type");
    if (head.has("content-encoding"))
        return Refusal{415, "A body is taken as it is, in no content coding."};
    if (!head.has("content-type") && !head.has("origin"))
        return std::nullopt;
    if (kind == BodyKind::Json && !isType(type, "application/json"))
        return Refusal{415, "The body must be application/json."};
    if (kind == BodyKind::Bytes && !isType(type, "text/plain")
        && !isType(type, "application/octet-stream"))
        return Refusal{415, "The body must be text/plain or application/octet-stream."};
    return std::nullopt;
}

} // namespace headway
