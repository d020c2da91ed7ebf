#pragma once

#include "core/model/period.h"
#include "core/model/taskstatistics.h"

#include <array>

namespace headway {

/// What ended on one day, in local time.
struct DayFigures
{
    QDate day;
    qint64 completed = 0;
    qint64 failed = 0; ///< or lost
    qint64 cancelled = 0;

    qint64 ended() const { return completed + failed + cancelled; }
    /// Of what was not cancelled, [0, 1]; nullopt: there is none.
    std::optional<double> failureRate() const;

    friend bool operator==(const DayFigures &, const DayFigures &) = default;
};

/// Every day that @p period meets, in order.
QList<DayFigures> figuresByDay(const QList<QuarterHour> &quarters, const Period &period);

/// How many tasks began, by weekday (0: Monday) and hour, in local time.
using WeekFigures = std::array<std::array<qint64, 24>, 7>;
WeekFigures figuresOfWeek(const QList<QuarterHour> &quarters);

/// How long the runs about an instant took.
struct Spread
{
    QDateTime at; ///< the middle
    std::chrono::milliseconds lowerQuartile{};
    std::chrono::milliseconds median{};
    std::chrono::milliseconds upperQuartile{};

    friend bool operator==(const Spread &, const Spread &) = default;
};

/// Of each of the @p parts of @p period of the same length in which a run ended, in order.
QList<Spread> spreadOf(const QList<TaskRun> &runs, const Period &period, int parts);

} // namespace headway
