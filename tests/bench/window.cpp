// How long the window's thread is kept from its event loop: window DIR. Shows the window, with the
// service inside, as headway-desktop does, and tells where it listens, as headway serve does. For
// every line on its input it prints, in milliseconds, the longest time from one turn of the event
// loop to the next since the line before. Ends with its input.

#include "app/host/servicehost.h"
#include "core/service/service.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>

#include <unistd.h>

using namespace headway;
using namespace Qt::StringLiterals;

namespace {

/// Asks to be called every millisecond, and notes how late that was at the worst.
class LoopWatch : public QObject
{
public:
    LoopWatch()
    {
        m_clock.start();
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout(this, &LoopWatch::note);
        m_timer.start(std::chrono::milliseconds(1));
    }
    void note()
    {
        m_longest = std::max(m_longest, m_clock.nsecsElapsed());
        m_clock.start();
    }
    /// In nanoseconds; begins anew.
    qint64 takeLongest()
    {
        note();
        return std::exchange(m_longest, 0);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_longest = 0;
};

void tell(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

void answerLine(LoopWatch &watch)
{
    char byte = 0;
    do {
        if (::read(STDIN_FILENO, &byte, 1) <= 0)
            return QCoreApplication::quit();
    } while (byte != '\n');
    constexpr double nanosecondsEach = 1e6;
    tell(QByteArray::number(static_cast<double>(watch.takeLongest()) / nanosecondsEach, 'f', 2));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QString directory = QApplication::arguments().value(1);
    const auto host = ServiceHost::start(
        {.dataDirectory = directory, .port = 0, .entrance = {}, .limitsRates = false, .email = {}});
    if (!host)
        qFatal("%s", qPrintable(host.error().detail));
    const std::unique_ptr<SignIn> signIn = (*host)->service().signIn();
    QSettings settings(directory + u"/desktop.ini"_s, QSettings::IniFormat);
    MainWindow window(*signIn, settings, (*host)->service().clock(), {(*host)->url(), {}, {}});
    window.show();
    window.start();

    LoopWatch watch;
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &watch, [&watch] { answerLine(watch); });
    tell((*host)->url().toLatin1());
    return QApplication::exec();
}
