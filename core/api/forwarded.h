#pragma once

#include "core/api/requesthead.h"

#include <QString>

class QHostAddress;

namespace headway {

/// The address that a proxy says its client has: the last that it has added to X-Forwarded-For, for
/// what stands before may be the client's own invention. @return empty when it tells none
QString forwardedFor(const RequestHead &head);

/// Whether a proxy says that its client came over https, by X-Forwarded-Proto.
bool isForwardedSecurely(const RequestHead &head);

/// One text an address, whether or not IPv4 came mapped into IPv6.
QString plainText(const QHostAddress &address);

} // namespace headway
