#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFuture>
#include <QObject>

#include <functional>

namespace headway {

/// The system's login manager, by which a session keeps the machine awake or sends it to sleep. The
/// system's bus is not reached before it is needed.
/// Source: org.freedesktop.login1(5)
class LoginManager : public QObject
{
    Q_OBJECT

public:
    using Connect = std::function<QFuture<QDBusConnection>()>;
    using Handler = std::function<void(const QDBusMessage &)>;

    explicit LoginManager(Connect connect, QObject *parent = nullptr);
    ~LoginManager() override;

    /// Holds the machine awake, also if it is idle, for as long as the file descriptor in the
    /// answer is open; @p why is shown to whoever asks.
    void inhibit(const QString &why, const Handler &handler);
    void suspend(const Handler &handler);

private:
    void call(const QString &method, const QVariantList &arguments, const Handler &handler);

    Connect m_connect;
};

} // namespace headway
