#include "ui/widgets/secondclock.h"

namespace headway {

SecondClock::SecondClock(QObject *parent)
    : QTimer(parent)
{
    setObjectName(QStringLiteral("clock"));
    setInterval(std::chrono::seconds(1));
    setTimerType(Qt::CoarseTimer);
}

/// One that runs already is not held up.
void SecondClock::setRunning(bool runs)
{
    if (runs == isActive())
        return;
    if (runs)
        start();
    else
        stop();
}

} // namespace headway
