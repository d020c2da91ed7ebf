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

/// Port 0: any free one. Errors: InUse, Internal.
Result<void> listenOn(HttpServer &server, quint16 port)
{
    using Socket = QAbstractSocket;
    const Socket::SocketError four = server.open(QHostAddress::LocalHost, port);
    if (four == Socket::AddressInUseError)
        return portTaken(port);
    if (four == Socket::SocketAccessError)
        return Error{ErrorCode::Internal, u"This user may not listen on port %1."_s.arg(port)};
    if (four != Socket::UnknownSocketError) {
        return Error{
            ErrorCode::Internal,
            u"Cannot listen on 127.0.0.1, port %1 (socket error %2)."_s.arg(port).arg(four)};
    }
    const quint16 chosen = server.port();
    if (server.open(QHostAddress::LocalHostIPv6, chosen) != Socket::AddressInUseError)
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

Result<void> listenOnLoopback(HttpServer &server, std::optional<quint16> wanted)
{
    const quint16 port = wanted.value_or(defaultPort);
    if (port == 0)
        return listenAnywhere(server);
    Result<void> listens = listenOn(server, port);
    if (!listens && !wanted)
        return listenAnywhere(server);
    return listens;
}

Result<void> checkBindAddress(const QString &address)
{
    if (address.isEmpty() || address == "localhost"_L1 || QHostAddress(address).isLoopback())
        return {};
    return Error{
        ErrorCode::InvalidArgument,
        u"Headway listens on this machine's loopback only, and cannot be bound to %1."_s.arg(
            address)};
}

} // namespace headway
