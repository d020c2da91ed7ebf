#include "core/wire/time.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <string_view>

namespace headway::wire {

using namespace std::string_view_literals;

namespace {

using namespace std::chrono;

/// The form has four digits for the year.
bool isWritable(sys_time<milliseconds> time)
{
    return time >= sys_days(year(1) / 1 / 1) && time < sys_days(year(10000) / 1 / 1);
}

/// The last digits of @p number, as many as there is room for.
void write(std::span<char> digits, int number)
{
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        *digit = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

} // namespace

/// By hand: QDateTime's own way is a hundred times as long, and every task has four of them.
std::optional<IsoText> isoText(const QDateTime &instant)
{
    if (!instant.isValid())
        return std::nullopt;
    const sys_time<milliseconds> time(milliseconds(instant.toMSecsSinceEpoch()));
    if (!isWritable(time))
        return std::nullopt;
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    IsoText text;
    std::ranges::copy("0000-00-00T00:00:00.000+00:00"sv, text.begin());
    const std::span digits(text);
    write(digits.subspan(0, 4), int(date.year()));
    write(digits.subspan(5, 2), static_cast<int>(unsigned(date.month())));
    write(digits.subspan(8, 2), static_cast<int>(unsigned(date.day())));
    write(digits.subspan(11, 2), static_cast<int>(clock.hours().count()));
    write(digits.subspan(14, 2), static_cast<int>(clock.minutes().count()));
    write(digits.subspan(17, 2), static_cast<int>(clock.seconds().count()));
    write(digits.subspan(20, 3), static_cast<int>(clock.subseconds().count()));
    return text;
}

QString toIsoTime(const QDateTime &instant)
{
    const std::optional<IsoText> text = isoText(instant);
    return text ? QString(QLatin1StringView(text->data(), text->size())) : QString();
}

std::optional<QDateTime> fromIsoTime(QStringView text)
{
    const QDateTime instant = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    const QDateTime utc = instant.toUTC();
    const int year = utc.date().year();
    return year >= 1 && year <= 9999 ? std::optional(utc) : std::nullopt;
}

} // namespace headway::wire
