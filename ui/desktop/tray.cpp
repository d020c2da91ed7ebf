#include "ui/desktop/tray.h"

#include "ui/desktop/latesttasks.h"
#include "ui/desktop/livewatch.h"

#include <QGuiApplication>

#include <algorithm>

namespace headway {

using namespace std::chrono_literals;

Tray::Tray(const LiveWatch &watch, QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_latest(new LatestTasks(this))
    , m_menu(*m_latest, settings)
    , m_icon(m_menu)
    , m_throttle(500ms)
{
    connect(&m_throttle, &Throttle::due, this, [this] { m_icon.setGlance(glance()); });
    for (const auto changed : {&LiveWatch::begun, &LiveWatch::listed})
        connect(&watch, changed, &m_throttle, &Throttle::want);
    connect(&watch, &LiveWatch::changed, &m_throttle, &Throttle::want);
    connect(&watch, &LiveWatch::ended, this, &Tray::count);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, &Tray::look);
    connect(&m_menu, &TrayMenu::taskWanted, this, &Tray::taskWanted);
    connect(&m_menu, &TrayMenu::windowWanted, this, &Tray::windowWanted);
    connect(&m_menu, &TrayMenu::quitWanted, this, &Tray::quitWanted);
    connect(&m_icon, &TrayIcon::windowWanted, this, &Tray::windowWanted);
    connect(&m_icon, &TrayIcon::taskWanted, this, &Tray::taskWanted);
    m_icon.show();
}

Tray::~Tray() = default;

void Tray::setSession(const TaskSessionPtr &session)
{
    m_failed = 0;
    m_latest->setSession(session);
    m_menu.fill();
    m_icon.forgetSaid();
    m_throttle.want();
}

Glance Tray::glance() const
{
    return {m_watch.runningCount(), m_failed};
}

void Tray::count(const QList<Task> &ended)
{
    if (QGuiApplication::applicationState() == Qt::ApplicationActive)
        return;
    m_failed += static_cast<int>(std::count_if(ended.cbegin(), ended.cend(), wentWrong));
    m_throttle.want();
}

void Tray::look(Qt::ApplicationState state)
{
    if (state != Qt::ApplicationActive || m_failed == 0)
        return;
    m_failed = 0;
    m_throttle.want();
}

} // namespace headway
