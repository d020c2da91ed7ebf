#include "ui/models/daywatch.h"

#include <utility>

namespace headway {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto longestDayWait = 1h; // a machine that slept through midnight is not far behind

} // namespace

DayWatch::DayWatch(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_midnight(this)
{
    m_midnight.setObjectName(u"midnight"_s);
    m_midnight.setSingleShot(true);
    m_midnight.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_midnight, &QTimer::timeout, this, &DayWatch::wait);
}

void DayWatch::start()
{
    m_today = {};
    wait();
}

void DayWatch::stop()
{
    m_midnight.stop();
}

void DayWatch::wait()
{
    const QDateTime now = m_clock.now().toLocalTime();
    const QDate before = std::exchange(m_today, now.date());
    const auto left = std::chrono::milliseconds(now.msecsTo(now.date().addDays(1).startOfDay()));
    m_midnight.start(qBound<std::chrono::milliseconds>(1s, left + 1s, longestDayWait));
    if (before.isValid() && before != m_today)
        Q_EMIT dayBegan();
}

} // namespace headway
