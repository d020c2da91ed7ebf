#pragma once

#include "core/base/socketuser.h"

#include <QString>

namespace headway {

/// Who is at the other end of a connection, as far as the system tells.
struct Peer
{
    std::optional<OsUserId> user; ///< nullopt: on another machine, or not known
    QString address; ///< without its port

    /// "uid 1000", else the address: one text a peer.
    QString toString() const
    {
        return user ? QStringLiteral("uid %1").arg(static_cast<quint32>(*user)) : address;
    }

    friend bool operator==(const Peer &, const Peer &) = default;
};

} // namespace headway
