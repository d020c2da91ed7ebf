#include "core/api/listening.h"

#include "core/api/httpserver.h"

#include <QHostAddress>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

Error portTaken(quint16 port)
{
    return {ErrorCode::InUse,
            u"Port %1 is taken by another program; choose another one with --port."_s.arg(port)};
}

/// Port 0: any free one. Errors: InUse, InvalidArgument, Internal.
Result<void> listenAt(HttpServer &server, const QHostAddress &address, quint16 port)
{
    using Socket = QAbstractSocket;
    const Socket::SocketError error = server.open(address, port);
    switch (error) {
    case Socket::UnknownSocketError:
        return {};
    case Socket::AddressInUseError:
        return portTaken(port);
    case Socket::SocketAddressNotAvailableError:
        return Error{ErrorCode::InvalidArgument,
                     u"%1 is no address of this machine."_s.arg(address.toString())};
    case Socket::SocketAccessError:
        return Error{ErrorCode::Internal, u"This user may not listen on port %1."_s.arg(port)};
    default:
        return Error{ErrorCode::Internal,
                     u"Cannot listen on %1, port %2 (socket error %3)."_s.arg(address.toString())
                         .arg(port)
                         .arg(error)};
    }
}

Result<void> listenOn(HttpServer &server, quint16 port)
{
    const QHostAddress &address = server.entrance().address;
    if (!address.isNull())
        return listenAt(server, address, port);
    if (Result<void> four = listenAt(server, QHostAddress::LocalHost, port); !four)
        return four;
    const quint16 chosen = server.port();
    const Result<void> six = listenAt(server, QHostAddress::LocalHostIPv6, chosen);
    if (six || six.error().code != ErrorCode::InUse)
        return {}; // any other error means that there is no IPv6
    server.close();
    return portTaken(chosen);
}

/// A free port of 127.0.0.1 may be taken on ::1; the next one hardly is as well.
Result<void> listenAnywhere(HttpServer &server)
{
    constexpr int tries = 20;
    Result<void> listens;
    for (int i = 0; i < tries; ++i) {
        listens = listenOn(server, 0);
        if (listens || listens.error().code != ErrorCode::InUse)
            break;
    }
    return listens;
}

} // namespace

Result<void> startListening(HttpServer &server, std::optional<quint16> wanted)
{
    const quint16 port = wanted.value_or(defaultPort);
    if (port == 0)
        return listenAnywhere(server);
    Result<void> listens = listenOn(server, port);
    if (!listens && !wanted)
        return listenAnywhere(server);
    return listens;
}

} // namespace headway
