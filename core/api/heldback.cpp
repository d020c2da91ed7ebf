#include "core/api/heldback.h"

#include <utility>

namespace headway {

using namespace std::chrono_literals;

HeldBack::HeldBack(Milliseconds time)
    : m_time(time)
{
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.setInterval(25ms);
    m_timer.callOnTimeout(&m_timer, [this] { releaseDue(); });
}

void HeldBack::keep(QObject *client, std::function<void()> release)
{
    if (m_time == 0ms)
        return release();
    m_held.enqueue({QDeadlineTimer(m_time), client, std::move(release)});
    if (!m_timer.isActive())
        m_timer.start();
}

void HeldBack::releaseDue()
{
    while (!m_held.isEmpty() && m_held.head().due.hasExpired()) {
        const Held held = m_held.dequeue(); // releasing one may keep the next
        if (held.client)
            held.release();
    }
    if (m_held.isEmpty())
        m_timer.stop();
}

} // namespace headway
