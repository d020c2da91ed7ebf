#include "core/model/querytime.h"

#include <QTimeZone>

#include <algorithm>
#include <array>
#include <chrono>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCount = 6; // digits: half a million days is beyond the year 1 already
constexpr qsizetype longestInstant = 35;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isSensible(const QDateTime &instant)
{
    const int year = instant.date().year();
    return instant.isValid() && year >= 1 && year <= 9999;
}

std::optional<QueryTime> spanOf(const QDateTime &begin, const QDateTime &end)
{
    const QueryTime span{begin.toUTC(), end.toUTC()};
    return isSensible(span.begin) && isSensible(span.end) ? std::optional(span) : std::nullopt;
}

std::optional<QueryTime> dayOf(QDate day, const QTimeZone &zone)
{
    if (!day.isValid())
        return std::nullopt;
    return spanOf(day.startOfDay(zone), day.addDays(1).startOfDay(zone));
}

std::optional<std::chrono::seconds> unitOf(QChar letter)
{
    using namespace std::chrono;
    switch (letter.toLower().unicode()) {
    case u's':
        return 1s;
    case u'm':
        return 1min;
    case u'h':
        return 1h;
    case u'd':
        return 24h;
    case u'w':
        return 7 * 24h;
    default:
        return std::nullopt;
    }
}

std::optional<QueryTime> backFrom(QStringView text, const QDateTime &now)
{
    const QStringView count = text.chopped(1);
    const std::optional<std::chrono::seconds> unit = unitOf(text.back());
    if (count.isEmpty() || count.size() > longestCount || !unit
        || !std::all_of(count.begin(), count.end(), isDigit))
        return std::nullopt;
    const QDateTime then = now.addSecs(-count.toLongLong() * unit->count());
    return spanOf(then, then);
}

std::optional<QueryTime> instantOf(QStringView text, const QTimeZone &zone)
{
    if (text.size() > longestInstant || !text.contains(u'T'))
        return std::nullopt;
    QDateTime instant = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!instant.isValid())
        return std::nullopt;
    if (instant.timeSpec() == Qt::LocalTime)
        instant = QDateTime(instant.date(), instant.time(), zone);
    return spanOf(instant, instant);
}

} // namespace

std::optional<QueryTime> queryTimeFromText(QStringView text, const QDateTime &now)
{
    const QTimeZone zone = now.timeZone();
    if (text.isEmpty())
        return std::nullopt;
    if (text.compare(u"today"_s, Qt::CaseInsensitive) == 0)
        return dayOf(now.date(), zone);
    if (text.compare(u"yesterday"_s, Qt::CaseInsensitive) == 0)
        return dayOf(now.date().addDays(-1), zone);
    if (text.back().isLetter() && isDigit(text.front()) && !text.contains(u'-'))
        return backFrom(text, now);
    constexpr qsizetype dayLength = 10;
    if (text.size() == dayLength)
        return dayOf(QDate::fromString(text.toString(), u"yyyy-MM-dd"_s), zone);
    return instantOf(text, zone);
}

QString queryTimeText(const QDateTime &instant)
{
    return instant.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace headway
