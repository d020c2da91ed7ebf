#pragma once

#include "core/session/tasksession.h"
#include "ui/desktop/throttle.h"
#include "ui/desktop/trayicon.h"
#include "ui/desktop/traymenu.h"

namespace headway {

class LatestTasks;
class LiveWatch;

/// The icon in the tray with its menu, kept up to date.
class Tray : public QObject
{
    Q_OBJECT

public:
    /// Both are borrowed and outlive the tray.
    Tray(const LiveWatch &watch, QSettings &settings, QObject *parent = nullptr);
    ~Tray() override;

    void setSession(const TaskSessionPtr &session);
    const TrayMenu &menu() const { return m_menu; }
    Glance glance() const;
    void say(const Announcement &announcement) { m_icon.say(announcement); }

Q_SIGNALS:
    /// @p number is Task::row.
    void taskWanted(quint32 number);
    void windowWanted();
    void quitWanted();

private:
    void count(const QList<Task> &ended);
    void look(Qt::ApplicationState state);

    const LiveWatch &m_watch;
    LatestTasks *m_latest;
    TrayMenu m_menu;
    TrayIcon m_icon;
    Throttle m_throttle;
    int m_failed = 0; ///< since the user has last looked
};

} // namespace headway
