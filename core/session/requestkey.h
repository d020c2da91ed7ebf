#pragma once

#include <QByteArray>

namespace headway {

/// Makes a change happen once, however often it is sent. Source: the Idempotency-Key header
/// (draft-ietf-httpapi-idempotency-key-header).
struct RequestKey
{
    QByteArray key; ///< the producer's; empty: the request may happen again
    QByteArray fingerprint; ///< of what was asked: the same key with another one is refused

    bool isEmpty() const { return key.isEmpty(); }
    friend bool operator==(const RequestKey &, const RequestKey &) = default;
};

} // namespace headway
