#pragma once

#include "core/session/tasksession.h"
#include "ui/desktop/bells.h"
#include "ui/desktop/loginmanager.h"

#include <QDBusConnection>
#include <QObject>

#include <memory>

namespace headway {

class AwakeKeeper;
class BellAction;
class BusNotifier;
class Clock;
class EndTeller;
class MainWindow;
class JobPublisher;
class LiveWatch;
class SequelActions;
class SleepInhibitor;
class Tray;

/// Headway on the desktop around its window: tells its user what becomes of the tasks.
class DesktopPresence : public QObject
{
    Q_OBJECT

public:
    /// All references are borrowed and outlive this.
    /// @param session the bus of the user's session; may be one that is not connected
    /// @param connectSystem reaches the bus of the system, once that is needed
    DesktopPresence(MainWindow &window, QSettings &settings, const Clock &clock,
                    const QDBusConnection &session, const LoginManager::Connect &connectSystem);
    ~DesktopPresence() override;

private:
    void connectParts();
    void makeTray(QSettings &settings);
    void useSession(const TaskSessionPtr &session);
    void showTask(quint32 number);
    void tellNotStarted(const QString &sentence);

    MainWindow &m_window;
    Bells m_bells;
    LiveWatch *m_watch;
    EndTeller *m_teller;
    BusNotifier *m_notifier;
    BellAction *m_bell;
    JobPublisher *m_jobs;
    LoginManager *m_loginManager;
    SleepInhibitor *m_inhibitor;
    AwakeKeeper *m_awake;
    SequelActions *m_sequels;
    Tray *m_tray = nullptr; ///< null where the desktop has none
};

} // namespace headway
