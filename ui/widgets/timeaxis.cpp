#include "ui/widgets/timeaxis.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

constexpr std::array<qint64, 22> steps{
    second,     5 * second,  10 * second, 30 * second, minute,  2 * minute,
    5 * minute, 10 * minute, 15 * minute, 30 * minute, hour,    2 * hour,
    3 * hour,   6 * hour,    12 * hour,   day,         7 * day, 14 * day,
    28 * day,   56 * day,    84 * day,    168 * day};

qint64 stepFor(double millisecondsPerPixel, int apart)
{
    const auto enough = [=](qint64 step) {
        return static_cast<double>(step) >= millisecondsPerPixel * apart;
    };
    const auto found = std::find_if(steps.begin(), steps.end(), enough);
    return found == steps.end() ? steps.back() : *found;
}

QDate localDateOf(qint64 instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant).date();
}

/// The last day up to @p date with a tick; where a step is some weeks, a Monday, as Julian day 0
/// is.
QDate firstDay(QDate date, qint64 step)
{
    return date.addDays(-(date.toJulianDay() % qMax(1LL, step / day)));
}

QString dayText(QDate date, qint64 step)
{
    return QLocale().toString(date, step > day ? u"d MMM"_s : u"ddd d MMM"_s);
}

QString clockTime(QTime time, qint64 step)
{
    return time.toString(step < minute ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

} // namespace

Period TimeAxis::period() const
{
    return {QDateTime::fromMSecsSinceEpoch(m_from, Qt::UTC),
            QDateTime::fromMSecsSinceEpoch(m_from + m_length, Qt::UTC)};
}

void TimeAxis::setPeriod(const Period &period)
{
    m_from = period.from.toMSecsSinceEpoch();
    m_length = qBound(shortest, period.milliseconds(), longest);
}

void TimeAxis::zoom(double factor, double x)
{
    const qint64 fixed = instantAt(x);
    m_length = qBound(shortest, qRound64(static_cast<double>(m_length) * factor), longest);
    m_from = fixed - qRound64(x * millisecondsPerPixel());
}

void TimeAxis::pan(double pixels)
{
    m_from += qRound64(pixels * millisecondsPerPixel());
}

QList<TimeTick> TimeAxis::ticks(int apart) const
{
    QList<TimeTick> ticks;
    const qint64 step = stepFor(millisecondsPerPixel(), apart);
    const qint64 end = m_from + m_length;
    QDate date = firstDay(localDateOf(m_from), step);
    for (; date.startOfDay().toMSecsSinceEpoch() < end;
         date = date.addDays(qMax(1LL, step / day))) {
        const qint64 begin = date.startOfDay().toMSecsSinceEpoch();
        if (begin >= m_from)
            ticks.append({begin, dayText(date, step), true});
        if (step >= day)
            continue;
        // By the wall clock, so that the day on which it is put on or back has round times as well.
        for (qint64 time = qMax(step, (m_from - begin - hour) / step * step); time < day;
             time += step) {
            const QTime clock = QTime::fromMSecsSinceStartOfDay(static_cast<int>(time));
            const qint64 at = QDateTime(date, clock).toMSecsSinceEpoch();
            if (at >= end)
                break;
            if (at >= m_from)
                ticks.append({at, clockTime(clock, step), false});
        }
    }
    return ticks;
}

} // namespace headway
