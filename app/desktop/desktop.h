#pragma once

#include "app/desktop/desktopoptions.h"
#include "app/desktop/detachedstarter.h"
#include "app/desktop/ground.h"
#include "app/desktop/suddenend.h"
#include "app/host/stopsignals.h"
#include "ui/window/firstpaint.h"
#include "ui/window/mainwindow.h"
#include "ui/window/themekeeper.h"

#include <QSettings>

class QApplication;
class QDBusConnection;

namespace headway {

class DesktopPresence;
class FailureBox;
class FirstWindow;
class LookPortal;

/// The window, what it stands on and what is around it, in the order in which they are needed: what
/// nobody sees in the first picture comes after it.
class Desktop : public QObject
{
    Q_OBJECT

public:
    /// @p application and @p first are borrowed and outlive this.
    Desktop(QApplication &application, const DesktopOptions &options, FirstWindow &first);
    ~Desktop() override;

    /// From here on, a service that could not be opened ends the program with @p failureCode.
    void show(int failureCode);

private:
    void connectParts();
    void goOn();
    void greet(const QString &notice);
    void giveUp(const Error &error);
    void surround(const QDBusConnection &bus);
    void save();

    const DesktopOptions m_options;
    FirstWindow &m_first;
    const Result<void> m_hasSettings;
    QSettings m_settings;
    SystemClock m_clock;
    ThemeKeeper m_themes;
    Ground m_ground;
    DetachedStarter m_starter;
    MainWindow m_window;
    FirstPaint m_paint;
    StopSignals m_stop;
    std::unique_ptr<LookPortal> m_look;
    std::unique_ptr<DesktopPresence> m_presence;
    std::unique_ptr<FailureBox> m_failure;
    int m_failureCode = 0;
    SuddenEnd m_suddenEnd{[this] { save(); }};
};

} // namespace headway
