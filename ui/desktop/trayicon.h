#pragma once

#include "ui/desktop/announcement.h"
#include "ui/desktop/glance.h"

#include <QSystemTrayIcon>

class QMenu;

namespace headway {

/// @p text so that whoever takes it for markup finds none in it.
QString withoutMarkup(QString text);

/// How things stand, in the desktop's tray.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    /// @p menu is borrowed and outlives the icon.
    explicit TrayIcon(QMenu &menu, QObject *parent = nullptr);

    static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void show() { m_icon.show(); }
    void setGlance(const Glance &glance);
    /// Where no server takes notifications.
    void say(const Announcement &announcement);
    /// A click on what was said last leads to no task any more.
    void forgetSaid() { m_said = 0; }

Q_SIGNALS:
    void windowWanted();
    /// What was said last is wanted; @p number is Announcement::number.
    void taskWanted(quint32 number);

private:
    QSystemTrayIcon m_icon;
    Glance m_glance;
    quint32 m_said = 0;
};

} // namespace headway
