#include "ui/models/figures.h"

#include <algorithm>
#include <cmath>

namespace headway {

namespace {

using Lengths = std::vector<std::chrono::milliseconds>;

/// Between the two nearest where it falls between; @p lengths are sorted and some.
std::chrono::milliseconds quantile(const Lengths &lengths, double part)
{
    const double place = part * static_cast<double>(lengths.size() - 1);
    const auto before = static_cast<std::size_t>(place);
    const std::size_t after = std::min(before + 1, lengths.size() - 1);
    const double share = place - std::floor(place);
    return std::chrono::milliseconds(
        std::llround(static_cast<double>(lengths[before].count()) * (1 - share)
                     + static_cast<double>(lengths[after].count()) * share));
}

} // namespace

std::optional<double> DayFigures::failureRate() const
{
    if (completed + failed == 0)
        return std::nullopt;
    return static_cast<double>(failed) / static_cast<double>(completed + failed);
}

QList<DayFigures> figuresByDay(const QList<QuarterHour> &quarters, const Period &period)
{
    QList<DayFigures> days;
    const QDate first = period.from.toLocalTime().date();
    const QDate last = period.to.addMSecs(-1).toLocalTime().date();
    for (QDate day = first; day <= last; day = day.addDays(1))
        days.append({day, 0, 0, 0});
    for (const QuarterHour &quarter : quarters) {
        const qint64 place = first.daysTo(quarter.begin.toLocalTime().date());
        if (place < 0 || place >= days.size())
            continue;
        DayFigures &day = days[place];
        day.completed += quarter.ended.value(TaskStatus::Completed);
        day.failed +=
            quarter.ended.value(TaskStatus::Failed) + quarter.ended.value(TaskStatus::Lost);
        day.cancelled += quarter.ended.value(TaskStatus::Cancelled);
    }
    return days;
}

WeekFigures figuresOfWeek(const QList<QuarterHour> &quarters)
{
    WeekFigures week{};
    for (const QuarterHour &quarter : quarters) {
        const QDateTime begin = quarter.begin.toLocalTime();
        const auto day = static_cast<std::size_t>(begin.date().dayOfWeek() - 1);
        week[day][static_cast<std::size_t>(begin.time().hour())] += quarter.started;
    }
    return week;
}

QList<Spread> spreadOf(const QList<TaskRun> &runs, const Period &period, int parts)
{
    const qint64 length = qMax<qint64>(1, period.milliseconds() / parts);
    QMap<qint64, Lengths> byPart;
    for (const TaskRun &run : runs) {
        const qint64 part = period.from.msecsTo(run.completedAt) / length;
        if (part >= 0 && part < parts)
            byPart[part].push_back(run.elapsed);
    }
    QList<Spread> spreads;
    for (auto part = byPart.begin(); part != byPart.end(); ++part) {
        Lengths &lengths = *part;
        std::sort(lengths.begin(), lengths.end());
        spreads.append({period.from.addMSecs(part.key() * length + length / 2),
                        quantile(lengths, 0.25), quantile(lengths, 0.5), quantile(lengths, 0.75)});
    }
    return spreads;
}

} // namespace headway
