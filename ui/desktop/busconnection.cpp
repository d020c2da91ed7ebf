#include "ui/desktop/busconnection.h"

#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace headway {

QFuture<QDBusConnection> connectToBus(QDBusConnection::BusType bus)
{
    const auto promise = std::make_shared<QPromise<QDBusConnection>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, bus] {
        promise->addResult(bus == QDBusConnection::SystemBus ? QDBusConnection::systemBus()
                                                             : QDBusConnection::sessionBus());
        promise->finish();
    });
    return promise->future();
}

} // namespace headway
