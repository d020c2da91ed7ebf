#include "ui/desktop/lookportal.h"

#include "ui/desktop/buscall.h"
#include "ui/desktop/portalsignals.h"

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto schemeKey = "color-scheme"_L1;
constexpr auto contrastKey = "contrast"_L1;
constexpr auto gnome = "org.gnome.desktop.a11y.interface"_L1;
constexpr auto gnomeKey = "high-contrast"_L1;

/// Read() answers a variant in a variant.
QVariant bare(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

SystemLook::Scheme schemeOf(uint number)
{
    switch (number) {
    case 1:
        return SystemLook::Scheme::Dark;
    case 2:
        return SystemLook::Scheme::Light;
    default:
        return SystemLook::Scheme::Unknown;
    }
}

} // namespace

LookPortal::LookPortal(const QDBusConnection &bus, QObject *parent)
    : QObject(parent)
    , m_bus(bus)
{
    auto *told = new PortalSignals(bus, this);
    connect(told, &PortalSignals::SettingChanged, this, &LookPortal::follow);
    read(appearance, schemeKey);
    read(appearance, contrastKey);
    read(gnome, gnomeKey);
}

void LookPortal::read(const QString &group, const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
        u"org.freedesktop.portal.Settings"_s, u"Read"_s);
    call.setArguments({group, key});
    ++m_asked;
    callBus(m_bus, call, this, [this, group, key](const QDBusMessage &answer) {
        take(group, key, firstOf(answer)); // nothing for what this desktop does not know
        if (--m_asked == 0)
            tell();
    });
}

void LookPortal::take(const QString &group, const QString &key, const QVariant &value)
{
    const QVariant told = bare(value);
    if (group == appearance && key == schemeKey)
        m_scheme = schemeOf(told.toUInt());
    else if (group == appearance && key == contrastKey)
        m_wantsContrast = told.toUInt() == 1;
    else if (group == gnome && key == gnomeKey)
        m_gnomeWantsContrast = told.toBool();
}

void LookPortal::follow(const QString &group, const QString &key, const QDBusVariant &value)
{
    take(group, key, value.variant());
    if (m_asked == 0)
        tell();
}

void LookPortal::tell()
{
    Q_EMIT changed({m_scheme, m_wantsContrast || m_gnomeWantsContrast});
}

} // namespace headway
