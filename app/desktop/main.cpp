#include "app/desktop/demo.h"
#include "app/desktop/desktop.h"
#include "app/desktop/failurebox.h"
#include "app/desktop/printed.h"
#include "app/host/firstwindow.h"
#include "core/base/coredump.h"
#include "core/base/heap.h"
#include "core/base/telltale.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace headway;

namespace {

enum Exit { Done = 0, Failed = 1, WrongUsage = 2 };

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

int serveWithoutWindow(const DesktopOptions &options)
{
    const auto host = ServiceHost::start(hostOptionsOf(options));
    if (!host) {
        printError(host.error().detail);
        return Failed;
    }
    if (!(*host)->notice().isEmpty())
        printError((*host)->notice());
    printError(u"no display, so no window; serving at %1"_s.arg((*host)->url()));
    startDemoIfWanted(options);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::stopRequested, qApp, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

int showFailure(const QString &sentence)
{
    printError(sentence);
    if (!FailureBox::canBeRead())
        return Failed;
    FailureBox box(sentence, Failed);
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

int showWindow(QApplication &application, const DesktopOptions &options, FirstWindow &first)
{
    QApplication::setDesktopFileName(u"headway"_s);
    Desktop desktop(application, options, first);
    desktop.show(Failed);
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    forbidCoreDumps();
    forbidTelltaleMessages();
    giveBackLargeBlocks();
    ServiceHost::prepareProcess();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments += QString::fromLocal8Bit(argv[i]);
    const Result<DesktopOptions> options = readDesktopOptions(arguments);
    if (!options) {
        printError(options.error().detail);
        return WrongUsage;
    }
    if (options->wantsHelp) {
        print(desktopHelp());
        return Done;
    }
    if (options->wantsVersion) {
        print(u"headway-desktop %1\n"_s.arg(QLatin1StringView(HEADWAY_VERSION)));
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
        return showWindow(application, *options, **first);
    if (first.error().code == ErrorCode::InUse)
        return callFirstWindow(*options, first.error());
    return showFailure(first.error().detail);
}
