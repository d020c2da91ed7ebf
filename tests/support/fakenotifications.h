#pragma once

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QStringList>
#include <QVariantMap>

namespace headway {

/// A notification as its server got it.
struct ShownNotification
{
    QString title;
    QString body;
    QStringList actions;
    QVariantMap hints;
};

/// The notification server of a desktop, which shows nothing and remembers everything.
class FakeNotifications final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
    Q_PROPERTY(bool Inhibited READ isInhibited)

public:
    /// Answers on @p bus until @p parent dies.
    FakeNotifications(QDBusConnection bus, QObject *parent)
        : QDBusAbstractAdaptor(parent)
    {
        bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"), parent);
        bus.registerService(QStringLiteral("org.freedesktop.Notifications"));
    }

    bool isInhibited() const
    {
        ++inhibitedRead;
        return inhibited;
    }

    QList<ShownNotification> shown; ///< the first has the number 1
    QList<uint> closed; ///< by number, as was asked
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body"),
                             QStringLiteral("body-markup")};
    bool inhibited = false;
    mutable int inhibitedRead = 0; ///< how often

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    void CloseNotification(uint id) { closed += id; }
    uint Notify(const QString &, uint, const QString &, const QString &summary, const QString &body,
                const QStringList &actions, const QVariantMap &hints, int)
    {
        shown.append({summary, body, actions, hints});
        return static_cast<uint>(shown.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &key);
    void NotificationClosed(uint id, uint reason);
};

} // namespace headway
