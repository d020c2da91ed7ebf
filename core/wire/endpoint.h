#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QUrl>

namespace headway::wire {

/// What the endpoint file tells: where a service listens, and the secret of its owner.
struct Endpoint
{
    QUrl url;
    qint64 pid = 0;
    QString instance; ///< new at every start
    QDateTime startedAt;
    QByteArray token;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

/// {"url","pid","instance","started_at","token"}
QByteArray toJson(const Endpoint &endpoint);
/// Errors: InvalidArgument, also for a URL that is neither http nor https.
Result<Endpoint> readEndpoint(const QByteArray &json);

} // namespace headway::wire
