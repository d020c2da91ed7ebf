#include "ui/desktop/busconnection.h"

#include "core/base/promise.h"

#include <QThreadPool>

#include <memory>

namespace headway {

QFuture<QDBusConnection> connectToBus(QDBusConnection::BusType bus)
{
    const auto promise = std::make_shared<Promise<QDBusConnection>>();
    QThreadPool::globalInstance()->start([promise, bus] {
        promise->finish(bus == QDBusConnection::SystemBus ? QDBusConnection::systemBus()
                                                          : QDBusConnection::sessionBus());
    });
    return promise->future();
}

} // namespace headway
