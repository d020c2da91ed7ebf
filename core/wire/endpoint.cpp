#include "core/wire/endpoint.h"

#include "core/wire/jsonwriter.h"
#include "core/wire/objectreader.h"
#include "core/wire/time.h"

#include <limits>

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr ObjectReader::Length shortText{1, 1024};

QUrl urlOf(ObjectReader &object)
{
    QUrl url(object.requiredText(u"url", shortText), QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty())
        object.refuse(u"url", u"must be an http address"_s);
    return url;
}

} // namespace

QByteArray toJson(const Endpoint &endpoint)
{
    JsonWriter json;
    json.text("url", endpoint.url.toString(QUrl::FullyEncoded))
        .integer("pid", endpoint.pid)
        .text("instance", endpoint.instance)
        .text("started_at", toIsoTime(endpoint.startedAt))
        .text("token", QString::fromLatin1(endpoint.token));
    return json.object();
}

Result<Endpoint> readEndpoint(const QByteArray &json)
{
    const Result<JsonValue> value = readJson(json);
    if (!value)
        return value.error();
    ObjectReader object(*value, ObjectReader::Unknown::Ignored);
    Endpoint endpoint;
    endpoint.url = urlOf(object);
    endpoint.pid =
        object.required(u"pid", object.integer(u"pid", {1, std::numeric_limits<int>::max()}));
    endpoint.instance = object.requiredText(u"instance", shortText);
    endpoint.startedAt = object.required(u"started_at", object.instant(u"started_at"));
    endpoint.token = object.requiredText(u"token", shortText).toLatin1();
    if (const Result<void> fine = object.finish(); !fine)
        return fine.error();
    return endpoint;
}

} // namespace headway::wire
