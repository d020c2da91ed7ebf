#pragma once

#include "core/model/period.h"

#include <QList>
#include <QString>

namespace headway {

/// A place on a time axis that is worth a line.
struct TimeTick
{
    qint64 at = 0; ///< milliseconds since 1970 in UTC
    QString text;
    bool beginsDay = false; ///< in local time
};

/// Which instant lies where, from left to right. Instants are milliseconds since 1970 in UTC,
/// places device-independent pixels from the axis' left end.
class TimeAxis
{
public:
    static constexpr qint64 shortest = 10'000; ///< milliseconds
    static constexpr qint64 longest = 400LL * 24 * 3600 * 1000;

    Period period() const;
    void setPeriod(const Period &period);
    void setWidth(int pixels) { m_width = qMax(1, pixels); }
    int width() const { return m_width; }

    double xOf(qint64 instant) const
    {
        return (static_cast<double>(instant - m_from)) * m_width / static_cast<double>(m_length);
    }
    qint64 instantAt(double x) const
    {
        return m_from + static_cast<qint64>(x * static_cast<double>(m_length) / m_width);
    }
    double millisecondsPerPixel() const { return static_cast<double>(m_length) / m_width; }

    /// Shows @p factor times as much time, with what lies at @p x where it is.
    void zoom(double factor, double x);
    /// Moves what is shown to the left.
    void pan(double pixels);

    /// Round local times, at least @p apart pixels from each other.
    QList<TimeTick> ticks(int apart) const;

private:
    qint64 m_from = 0;
    qint64 m_length = 24LL * 3600 * 1000;
    int m_width = 1;
};

} // namespace headway
