#include "app/desktop/commandtotry.h"
#include "app/desktop/demo.h"
#include "app/desktop/desktopoptions.h"
#include "app/desktop/detachedstarter.h"
#include "app/desktop/ground.h"
#include "app/host/firstwindow.h"
#include "app/host/servicehost.h"
#include "app/host/stopsignals.h"
#include "core/base/coredump.h"
#include "core/base/future.h"
#include "core/base/heap.h"
#include "core/base/privatefile.h"
#include "core/base/telltale.h"
#include "ui/desktop/busconnection.h"
#include "ui/desktop/desktoppresence.h"
#include "ui/desktop/lookportal.h"
#include "ui/window/mainwindow.h"
#include "ui/window/themekeeper.h"
#include "ui/window/tofront.h"

#include <QApplication>
#include <QMessageBox>
#include <QSettings>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

enum Exit { Done = 0, Failed = 1, WrongUsage = 2 };

void print(FILE *to, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), to);
    std::fflush(to);
}

void printError(const QString &sentence)
{
    print(stderr, u"headway-desktop: %1\n"_s.arg(sentence));
}

void tellNotice(const QString &notice)
{
    if (!notice.isEmpty())
        printError(notice);
}

bool hasDisplay()
{
    return !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// Lets Qt fall back to "offscreen" where the named display cannot be reached: by itself it would
/// abort.
/// @return whether that has been arranged: not when the user has named a platform
bool allowFallback()
{
    if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return false;
    const bool isWayland = qgetenv("XDG_SESSION_TYPE") == "wayland";
    qputenv("QT_QPA_PLATFORM", isWayland ? "wayland;xcb;offscreen" : "xcb;wayland;offscreen");
    return true;
}

HostOptions hostOptionsOf(const DesktopOptions &options)
{
    HostOptions host;
    host.dataDirectory = options.dataDirectory;
    host.port = options.port;
    host.email = options.email;
    return host;
}

void startDemoIfWanted(const DesktopOptions &options)
{
    if (options.demo && !startDemo(options.dataDirectory))
        printError(u"the program headway is missing beside this one, so there is no demo."_s);
}

int serveWithoutWindow(const DesktopOptions &options)
{
    const auto host = ServiceHost::start(hostOptionsOf(options));
    if (!host) {
        printError(host.error().detail);
        return Failed;
    }
    tellNotice((*host)->notice());
    printError(u"no display, so no window; serving at %1"_s.arg((*host)->url()));
    startDemoIfWanted(options);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

/// Says why there is no service, and ends when that is read.
int showFailure(const QString &sentence)
{
    printError(sentence);
    if (QGuiApplication::platformName() == "offscreen"_L1) // nobody could close the box
        return Failed;
    QMessageBox box;
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(u"Headway"_s);
    box.setIcon(QMessageBox::Warning);
    box.setText(QCoreApplication::translate("main", "Headway could not start.") + u"\n\n"_s
                + sentence);
    box.addButton(QMessageBox::Close);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, &box, &QWidget::close);
    box.show();
    QApplication::exec();
    return Failed;
}

/// A window is open on the directory already: it is to be seen, and this one is not needed.
int callFirstWindow(const DesktopOptions &options, const Error &inUse)
{
    startDemoIfWanted(options);
    if (options.minimized)
        return Done;
    WindowCall call(DataDirectory::resolve(options.dataDirectory));
    QObject::connect(&call, &WindowCall::ended, qApp, [&inUse](bool isHeard) {
        if (!isHeard)
            printError(inUse.detail);
        QCoreApplication::exit(isHeard ? Done : Failed);
    });
    return QApplication::exec();
}

int showWindow(QApplication &application, const DesktopOptions &options,
               const std::unique_ptr<FirstWindow> &first)
{
    QApplication::setWindowIcon(QIcon(u":/headway/icons/headway.svg"_s));
    QApplication::setDesktopFileName(u"headway"_s);
    const QString settingsDirectory = configDirectory();
    const Result<void> made = makePrivateDirectory(settingsDirectory);
    QSettings settings(settingsDirectory + u"/desktop.ini"_s, QSettings::IniFormat);
    ThemeKeeper themes(application, themeFromWord(settings.value(themeSetting.key).toString()),
                       systemLookFromWords(settings.value(systemLookSetting.key).toString()));
    const auto ground = Ground::open(hostOptionsOf(options));
    if (!ground)
        return showFailure(ground.error().detail);
    DetachedStarter starter(QCoreApplication::applicationDirPath() + u"/headway"_s,
                            options.dataDirectory);
    MainWindow window((*ground)->signIn(), settings, (*ground)->clock(),
                      {(*ground)->url(), commandToTry(options.dataDirectory),
                       commandToRetry(options.dataDirectory), &starter});
    QObject::connect(&window, &MainWindow::themeChosen, &themes, &ThemeKeeper::setTheme);
    QObject::connect(first.get(), &FirstWindow::wanted, &window,
                     [&window] { bringToFront(window); });
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, &window, &MainWindow::quit);
    if (options.minimized)
        window.showMinimized();
    else
        window.show();
    window.start();
    if (!made)
        window.showMessage(made.error().detail);
    tellNotice((*ground)->notice());
    if (!(*ground)->notice().isEmpty())
        window.showMessage((*ground)->notice());
    startDemoIfWanted(options);
    // After the window, which need not wait for it.
    std::unique_ptr<DesktopPresence> presence;
    std::unique_ptr<LookPortal> look;
    whenDone(connectToBus(QDBusConnection::SessionBus), &window, [&](const QDBusConnection &bus) {
        look = std::make_unique<LookPortal>(bus);
        QObject::connect(look.get(), &LookPortal::changed, &themes, &ThemeKeeper::setSystemLook);
        QObject::connect(look.get(), &LookPortal::changed, &themes, [&](const SystemLook &seen) {
            settings.setValue(systemLookSetting.key, wordsOf(seen));
        });
        presence = std::make_unique<DesktopPresence>(window, settings, (*ground)->clock(), bus, [] {
            return connectToBus(QDBusConnection::SystemBus);
        });
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    forbidCoreDumps();
    forbidTelltaleMessages();
    giveBackLargeBlocks();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const Result<DesktopOptions> options = readDesktopOptions(arguments);
    if (!options) {
        printError(options.error().detail);
        return WrongUsage;
    }
    if (options->wantsHelp) {
        print(stdout, desktopHelp());
        return Done;
    }
    if (options->wantsVersion) {
        print(stdout, u"headway-desktop %1\n"_s.arg(QLatin1StringView(HEADWAY_VERSION)));
        return Done;
    }
    if (!hasDisplay()) {
        const QCoreApplication application(argc, argv);
        return serveWithoutWindow(*options);
    }
    const bool mayFallBack = allowFallback();
    QApplication application(argc, argv);
    if (mayFallBack && QApplication::platformName() == "offscreen"_L1)
        return serveWithoutWindow(*options);
    const Result<std::unique_ptr<FirstWindow>> first =
        FirstWindow::take(DataDirectory::resolve(options->dataDirectory));
    if (first)
        return showWindow(application, *options, *first);
    if (first.error().code == ErrorCode::InUse)
        return callFirstWindow(*options, first.error());
    return showFailure(first.error().detail);
}
