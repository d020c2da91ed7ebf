#include "ui/desktop/loginmanager.h"

#include "core/base/future.h"
#include "ui/desktop/buscall.h"

namespace headway {

using namespace Qt::StringLiterals;

LoginManager::LoginManager(Connect connect, QObject *parent)
    : QObject(parent)
    , m_connect(std::move(connect))
{
}

LoginManager::~LoginManager() = default;

void LoginManager::inhibit(const QString &why, const Handler &handler)
{
    call(u"Inhibit"_s, {u"sleep:idle"_s, u"Headway"_s, why, u"block"_s}, handler);
}

void LoginManager::suspend(const Handler &handler)
{
    const bool mayAskForAPassword = true;
    call(u"Suspend"_s, {mayAskForAPassword}, handler);
}

void LoginManager::call(const QString &method, const QVariantList &arguments,
                        const Handler &handler)
{
    whenDone(m_connect(), this, [this, method, arguments, handler](const QDBusConnection &bus) {
        QDBusMessage message = QDBusMessage::createMethodCall(
            u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s,
            u"org.freedesktop.login1.Manager"_s, method);
        message.setArguments(arguments);
        message.setInteractiveAuthorizationAllowed(true);
        callBus(bus, message, this, handler);
    });
}

} // namespace headway
