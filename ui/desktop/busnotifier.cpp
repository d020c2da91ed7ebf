#include "ui/desktop/busnotifier.h"

#include "ui/desktop/buscall.h"
#include "ui/desktop/notificationsignals.h"

#include <QPointer>
#include <QStringList>
#include <QVariantMap>

#include <utility>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rememberedAtMost = 50;

QDBusMessage callOf(const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
                                          u"/org/freedesktop/Notifications"_s, interface, method);
}

QDBusMessage callOf(const QString &method)
{
    return callOf(u"org.freedesktop.Notifications"_s, method);
}

/// Keys and labels in turn.
QStringList actionsOf(const Announcement &announcement)
{
    QStringList actions{u"default"_s, BusNotifier::tr("Show"), u"show"_s, BusNotifier::tr("Show")};
    if (announcement.offersRetry)
        actions += {u"retry"_s, BusNotifier::tr("Retry")};
    return actions;
}

QVariantMap hintsOf(const Announcement &announcement)
{
    constexpr uchar low = 0;
    constexpr uchar normal = 1;
    return {{u"desktop-entry"_s, u"headway"_s},
            {u"urgency"_s, QVariant::fromValue(announcement.isBad ? normal : low)},
            {u"category"_s, announcement.isBad ? u"transfer.error"_s : u"transfer.complete"_s}};
}

} // namespace

BusNotifier::BusNotifier(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
    , m_link(std::make_unique<QObject>())
{
    auto *told = new NotificationSignals(bus, this);
    connect(told, &NotificationSignals::ActionInvoked, this, &BusNotifier::act);
    connect(told, &NotificationSignals::NotificationClosed, this, [this](uint id) {
        m_shown.remove(id);
        m_order.removeOne(id);
    });
}

BusNotifier::~BusNotifier() = default;

/// The server may have changed since the last one, so it is asked every time what it can do.
void BusNotifier::show(const Announcement &announcement)
{
    callBus(m_bus, callOf(u"GetCapabilities"_s), m_link.get(),
            [this, announcement](const QDBusMessage &answer) {
                if (answer.type() != QDBusMessage::ReplyMessage)
                    Q_EMIT refused(announcement);
                else
                    showUndisturbing(announcement, firstOf(answer).toStringList());
            });
}

void BusNotifier::clear()
{
    m_link = std::make_unique<QObject>();
    m_shown.clear();
    for (const uint id : std::exchange(m_order, {}))
        close(id);
}

/// Plasma says here whether it wants to be left alone; others answer that they know no such thing.
void BusNotifier::showUndisturbing(const Announcement &announcement,
                                   const QStringList &capabilities)
{
    QDBusMessage call = callOf(u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call.setArguments({u"org.freedesktop.Notifications"_s, u"Inhibited"_s});
    callBus(m_bus, call, m_link.get(),
            [this, announcement, capabilities](const QDBusMessage &answer) {
                if (!firstOf(answer).value<QDBusVariant>().variant().toBool())
                    send(announcement, capabilities);
            });
}

/// This call cannot be taken back: what it showed is closed as soon as its number is known.
void BusNotifier::send(const Announcement &announcement, const QStringList &capabilities)
{
    constexpr int asLongAsTheServerLikes = -1;
    const bool readsMarkup = capabilities.contains(u"body-markup"_s);
    const bool hasButtons = capabilities.contains(u"actions"_s);
    QDBusMessage call = callOf(u"Notify"_s);
    call.setArguments({u"Headway"_s, 0U, u"headway"_s, announcement.title,
                       readsMarkup ? announcement.body.toHtmlEscaped() : announcement.body,
                       hasButtons ? actionsOf(announcement) : QStringList(), hintsOf(announcement),
                       asLongAsTheServerLikes});
    const QPointer<QObject> alive(m_link.get());
    callBus(m_bus, call, this, [this, announcement, alive](const QDBusMessage &answer) {
        const QVariant id = firstOf(answer);
        const bool isWanted = !alive.isNull();
        if (id.isValid() && isWanted)
            remember(id.toUInt(), announcement);
        else if (id.isValid())
            close(id.toUInt());
        else if (isWanted)
            Q_EMIT refused(announcement);
    });
}

void BusNotifier::remember(uint id, const Announcement &announcement)
{
    m_order.removeOne(id);
    m_order += id;
    m_shown.insert(id, announcement);
    while (m_order.size() > rememberedAtMost)
        m_shown.remove(m_order.takeFirst());
}

void BusNotifier::close(uint id)
{
    QDBusMessage call = callOf(u"CloseNotification"_s);
    call.setAutoStartService(false); // a server that has gone took them along
    call.setArguments({id});
    m_bus.send(call);
}

/// The signals are those of all notifications of this desktop.
void BusNotifier::act(uint id, const QString &key)
{
    const auto shown = m_shown.constFind(id);
    if (shown == m_shown.constEnd())
        return;
    const Announcement &announcement = *shown;
    if (key == "retry"_L1 && announcement.offersRetry)
        Q_EMIT retryWanted(announcement.task);
    else if (key == "show"_L1 || key == "default"_L1)
        Q_EMIT showWanted(announcement.number);
}

} // namespace headway
