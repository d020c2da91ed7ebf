#include "ui/desktop/trayicon.h"

#include <QMenu>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

bool looksTheSame(const Glance &a, const Glance &b)
{
    return (a.failed > 0) == (b.failed > 0) && (a.failed > 0 || (a.running > 0) == (b.running > 0));
}

QString toolTipOf(const Glance &glance)
{
    return TrayIcon::tr("Headway: %1").arg(glanceWords(glance));
}

} // namespace

/// Signs that look alike are kind to a desktop that takes it for plain text.
QString withoutMarkup(QString text)
{
    return text.replace(u'<', u'‹').replace(u'&', u'＆');
}

TrayIcon::TrayIcon(QMenu &menu, QObject *parent)
    : QObject(parent)
    , m_icon(glanceIcon({}))
{
    m_icon.setToolTip(toolTipOf({}));
    m_icon.setContextMenu(&menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger)
                    Q_EMIT windowWanted();
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT taskWanted(m_said); });
}

void TrayIcon::setGlance(const Glance &glance)
{
    if (glance == m_glance)
        return;
    if (!looksTheSame(glance, m_glance))
        m_icon.setIcon(glanceIcon(glance));
    m_icon.setToolTip(toolTipOf(glance));
    m_glance = glance;
}

void TrayIcon::say(const Announcement &announcement)
{
    m_said = announcement.number;
    m_icon.showMessage(withoutMarkup(announcement.title), withoutMarkup(announcement.body),
                       announcement.isBad ? QSystemTrayIcon::Warning
                                          : QSystemTrayIcon::Information);
}

} // namespace headway
