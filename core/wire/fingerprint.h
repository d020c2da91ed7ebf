#pragma once

#include "core/base/secret.h"

namespace headway::wire {

/// What a RequestKey remembers of a request over HTTP, so that whoever repeats it in another way,
/// with the same JSON, is known to mean the same.
/// @p path without the query; @p body as it was received
inline QByteArray fingerprintOf(const QByteArray &method, const QByteArray &path,
                                const QByteArray &query, const QByteArray &body)
{
    return hashOfSecret(method + ' ' + path + '?' + query + '\n' + body);
}

} // namespace headway::wire
