#include "ui/desktop/throttle.h"

#include <utility>

namespace headway {

Throttle::Throttle(std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isWanted, false))
            start();
    });
}

void Throttle::want()
{
    if (m_timer.isActive())
        m_isWanted = true;
    else
        start();
}

void Throttle::start()
{
    m_timer.start();
    Q_EMIT due();
}

} // namespace headway
