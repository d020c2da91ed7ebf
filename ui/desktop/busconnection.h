#pragma once

#include <QDBusConnection>
#include <QFuture>

namespace headway {

/// Connects to a bus of this machine in another thread: one that does not answer would hold up this
/// one for 25 s. There may be none, and then the connection is not connected.
QFuture<QDBusConnection> connectToBus(QDBusConnection::BusType bus);

} // namespace headway
