#include "app/desktop/desktop.h"

#include "app/desktop/commandtotry.h"
#include "app/desktop/demo.h"
#include "app/desktop/failurebox.h"
#include "app/desktop/printed.h"
#include "app/host/firstwindow.h"
#include "core/base/future.h"
#include "core/base/privatefile.h"
#include "ui/delegates/icons.h"
#include "ui/desktop/busconnection.h"
#include "ui/desktop/desktoppresence.h"
#include "ui/desktop/lookportal.h"
#include "ui/window/tofront.h"

#include <QApplication>
#include <QCryptographicHash>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// For the settings, which all data directories share; a path may be long, and hold what is none of
/// a key.
QString keyOf(const QString &dataDirectory)
{
    const QByteArray path = DataDirectory::resolve(dataDirectory).path().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.first(8).toHex());
}

} // namespace

Desktop::Desktop(QApplication &application, const DesktopOptions &options, FirstWindow &first)
    : m_options(options)
    , m_first(first)
    , m_hasSettings(makePrivateDirectory(configDirectory()))
    , m_settings(configDirectory() + u"/desktop.ini"_s, QSettings::IniFormat)
    , m_themes(application, themeFromWord(m_settings.value(themeSetting.key).toString()),
               systemLookFromWords(m_settings.value(systemLookSetting.key).toString()))
    , m_ground(hostOptionsOf(options))
    , m_starter(QCoreApplication::applicationDirPath() + u"/headway"_s, options.dataDirectory)
    , m_window(m_ground.signIn(), m_settings, m_clock,
               {{},
                commandToTry(options.dataDirectory),
                commandToRetry(options.dataDirectory),
                &m_starter,
                keyOf(options.dataDirectory)})
    , m_paint(m_window)
{
    connectParts();
}

Desktop::~Desktop() = default;

void Desktop::connectParts()
{
    connect(&m_first, &FirstWindow::wanted, this, [this] { bringToFront(m_window); });
    connect(&m_window, &MainWindow::themeChosen, &m_themes, &ThemeKeeper::setTheme);
    connect(&m_stop, &StopSignals::stopRequested, &m_window, &MainWindow::quit);
    connect(&m_paint, &FirstPaint::over, this, &Desktop::goOn);
    connect(&m_ground, &Ground::opened, this, &Desktop::greet);
    connect(&m_ground, &Ground::failed, this, &Desktop::giveUp);
}

void Desktop::show(int failureCode)
{
    m_failureCode = failureCode;
    m_window.start();
    if (m_options.minimized) {
        m_window.showMinimized();
        m_paint.stopWaiting();
    } else {
        m_window.show();
    }
    if (!m_hasSettings)
        m_window.showMessage(m_hasSettings.error().detail);
}

void Desktop::goOn()
{
    QApplication::setWindowIcon(applicationIcon()); // drawn in all its sizes
    m_ground.open();
    whenDone(connectToBus(QDBusConnection::SessionBus), this,
             [this](const QDBusConnection &bus) { surround(bus); });
}

void Desktop::greet(const QString &notice)
{
    if (!notice.isEmpty()) {
        printError(notice);
        m_window.showMessage(notice);
    }
    startDemoIfWanted(m_options);
    m_suddenEnd.comeFirst();
}

/// Nothing brings the window back: there is nothing behind it.
void Desktop::giveUp(const Error &error)
{
    printError(error.detail);
    m_window.hide();
    m_presence.reset();
    m_first.disconnect(this);
    // Whoever names a port has typed it or is a script: it reads what was printed, and waits.
    const bool isNamedPort = m_options.port.value_or(0) != 0 && error.code == ErrorCode::InUse;
    if (isNamedPort || !FailureBox::canBeRead())
        return QCoreApplication::exit(m_failureCode);
    QGuiApplication::setQuitOnLastWindowClosed(false); // that would be no failure
    m_failure = std::make_unique<FailureBox>(error.detail, m_failureCode);
    connect(&m_stop, &StopSignals::stopRequested, m_failure.get(), &QWidget::close);
    connect(&m_first, &FirstWindow::wanted, m_failure.get(), [this] { bringToFront(*m_failure); });
    m_failure->show();
}

void Desktop::surround(const QDBusConnection &bus)
{
    m_look = std::make_unique<LookPortal>(bus);
    connect(m_look.get(), &LookPortal::changed, &m_themes, &ThemeKeeper::setSystemLook);
    connect(m_look.get(), &LookPortal::changed, this, [this](const SystemLook &seen) {
        m_settings.setValue(systemLookSetting.key, wordsOf(seen));
    });
    if (m_failure) // the window is gone for good
        return;
    m_presence = std::make_unique<DesktopPresence>(m_window, m_settings, m_clock, bus, [] {
        return connectToBus(QDBusConnection::SystemBus);
    });
    m_suddenEnd.comeFirst();
}

/// When nothing else is done any more.
void Desktop::save()
{
    m_window.saveLook();
    m_settings.sync();
    m_ground.close();
}

} // namespace headway
