#pragma once

#include "core/api/samesite.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QHostAddress>
#include <QSslConfiguration>
#include <QStringList>

#include <optional>

namespace headway {

/// How clients come in, as a user says it. All empty: unencrypted, over this machine's loopback.
struct EntranceOptions
{
    QString bind = {}; ///< an address; empty or "localhost": 127.0.0.1 and ::1
    QString certificateFile = {}; ///< PEM, with the chain behind it
    QString keyFile = {}; ///< PEM, RSA or EC
    QString proxy = {}; ///< the address of a proxy that is believed
    QStringList publicNames = {}; ///< that the proxy passes on in Host
};

/// How clients come in.
struct Entrance
{
    QHostAddress address = {}; ///< null: 127.0.0.1 and ::1
    QString host = QStringLiteral("127.0.0.1"); ///< of the service's own URL
    Site site = {};
    std::optional<QSslConfiguration> tls = {};
    QHostAddress proxy = {}; ///< null: none
};

/// Errors, each with a sentence: InvalidArgument when an address is none, when one beyond loopback
/// comes without certificate and key, and for public names without a proxy; those of
/// readTlsIdentity().
Result<Entrance> readEntrance(const EntranceOptions &options, const QDateTime &now);

} // namespace headway
