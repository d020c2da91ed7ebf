#include "ui/desktop/desktoppresence.h"

#include "ui/desktop/awakekeeper.h"
#include "ui/desktop/bellaction.h"
#include "ui/desktop/busnotifier.h"
#include "ui/desktop/endteller.h"
#include "ui/desktop/jobpublisher.h"
#include "ui/desktop/launcherentry.h"
#include "ui/desktop/livewatch.h"
#include "ui/desktop/sequelactions.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/desktop/tray.h"
#include "ui/widgets/errorwords.h"
#include "ui/window/mainwindow.h"
#include "ui/window/tofront.h"

#include <QGuiApplication>

#ifdef Q_OS_WIN
#    include "ui/desktop/taskbaricon.h"
#else
#    include "ui/desktop/buslaunchericon.h"
#endif

namespace headway {

namespace {

#ifdef Q_OS_WIN
std::unique_ptr<LauncherIcon> makeLauncherIcon(const MainWindow &window, const QDBusConnection &)
{
    return std::make_unique<TaskbarIcon>(
        [&window] { return reinterpret_cast<void *>(window.internalWinId()); });
}
#else
std::unique_ptr<LauncherIcon> makeLauncherIcon(const MainWindow &, const QDBusConnection &bus)
{
    return std::make_unique<BusLauncherIcon>(bus);
}
#endif

} // namespace

DesktopPresence::DesktopPresence(MainWindow &window, QSettings &settings, const Clock &clock,
                                 const QDBusConnection &session,
                                 const LoginManager::Connect &connectSystem)
    : m_window(window)
    , m_bells(settings)
    , m_watch(new LiveWatch(this))
    , m_teller(new EndTeller(
          settings, m_bells, clock,
          [] { return QGuiApplication::applicationState() == Qt::ApplicationActive; }, this))
    , m_notifier(new BusNotifier(session, this))
    , m_bell(new BellAction(m_bells, *m_watch, settings, this))
    , m_jobs(new JobPublisher(*m_watch, session, std::chrono::seconds(2), this))
    , m_loginManager(new LoginManager(connectSystem, this))
    , m_inhibitor(new SleepInhibitor(*m_loginManager, this))
    , m_awake(new AwakeKeeper(settings, *m_watch, *m_inhibitor, this))
    , m_sequels(new SequelActions(settings, m_bells, *m_watch, *m_loginManager, &window, this))
{
    new LauncherEntry(*m_watch, makeLauncherIcon(window, session), this); // needs nothing more
    connectParts();
    window.addTaskActions({m_bell, m_awake->action(), m_sequels->action()});
    if (TrayIcon::isAvailable())
        makeTray(settings);
    useSession(window.session());
}

DesktopPresence::~DesktopPresence() = default;

void DesktopPresence::connectParts()
{
    connect(&m_window, &MainWindow::sessionChanged, this, &DesktopPresence::useSession);
    connect(&m_window, &MainWindow::liveTasksSelected, m_bell, &BellAction::setLive);
    connect(&m_window, &MainWindow::liveTasksSelected, m_awake, &AwakeKeeper::setLive);
    connect(&m_window, &MainWindow::liveTasksSelected, m_sequels, &SequelActions::setLive);
    connect(m_bell, &BellAction::told, &m_window, &MainWindow::showMessage);
    connect(m_awake, &AwakeKeeper::told, &m_window, &MainWindow::showMessage);
    connect(m_sequels, &SequelActions::announced, m_notifier, &BusNotifier::show);
    connect(m_sequels, &SequelActions::failed, &m_window, &MainWindow::showMessage);
    connect(m_jobs, &JobPublisher::failed, &m_window,
            [this](const Error &error) { m_window.showMessage(sentenceFor(error)); });
    connect(m_inhibitor, &SleepInhibitor::refused, this, [this] {
        m_window.showMessage(tr("This computer may go to sleep although tasks run: its login "
                                "manager does not keep it awake."));
    });
    connect(m_watch, &LiveWatch::ended, m_teller, &EndTeller::take);
    connect(m_teller, &EndTeller::announced, m_notifier, &BusNotifier::show);
    connect(m_notifier, &BusNotifier::showWanted, this, &DesktopPresence::showTask);
    connect(m_notifier, &BusNotifier::retryWanted, &m_window, &MainWindow::retryTask);
    connect(&m_window, &MainWindow::startFailed, this, &DesktopPresence::tellNotStarted);
}

void DesktopPresence::makeTray(QSettings &settings)
{
    m_tray = new Tray(*m_watch, settings, this);
    connect(m_tray, &Tray::taskWanted, this, &DesktopPresence::showTask);
    connect(m_tray, &Tray::windowWanted, this, [this] { bringToFront(m_window); });
    connect(m_tray, &Tray::quitWanted, &m_window, &MainWindow::quit);
    connect(m_notifier, &BusNotifier::refused, m_tray, &Tray::say);
    m_window.setHasTray(true);
}

/// What is told, and what is still to be, belongs to whoever was signed in.
void DesktopPresence::useSession(const TaskSessionPtr &session)
{
    m_teller->clear();
    m_notifier->clear();
    m_bells.setAccount(session ? session->email() : QString());
    m_jobs->setSession(session);
    m_awake->setAccount(session ? session->email() : QString());
    m_watch->setSession(session);
    if (m_tray)
        m_tray->setSession(session);
}

void DesktopPresence::showTask(quint32 number)
{
    bringToFront(m_window);
    if (number != 0)
        m_window.showTask(number);
}

/// In the window it is said already, which may not be in sight: a notification has asked for it.
void DesktopPresence::tellNotStarted(const QString &sentence)
{
    if (m_window.isActiveWindow())
        return;
    Announcement announcement;
    announcement.title = tr("Not started again");
    announcement.body = sentence;
    announcement.isBad = true;
    m_notifier->show(announcement);
}

} // namespace headway
