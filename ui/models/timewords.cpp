#include "ui/models/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

struct TimeWords
{
    Q_DECLARE_TR_FUNCTIONS(headway::TimeWords)
};

QString twoDigits(qint64 number)
{
    return u"%1"_s.arg(number, 2, 10, '0'_L1);
}

struct Parts
{
    explicit Parts(milliseconds duration)
        : days(floor<std::chrono::days>(duration).count())
        , hours(floor<std::chrono::hours>(duration).count() % 24)
        , minutes(floor<std::chrono::minutes>(duration).count() % 60)
        , seconds(floor<std::chrono::seconds>(duration).count() % 60)
    {
    }

    qint64 days;
    qint64 hours;
    qint64 minutes;
    qint64 seconds;
};

} // namespace

QString clockText(milliseconds duration)
{
    const Parts parts(qMax(duration, 0ms));
    if (parts.days > 0)
        return TimeWords::tr("%1 d %2:%3")
            .arg(QString::number(parts.days), twoDigits(parts.hours), twoDigits(parts.minutes));
    const QString tail = u':' + twoDigits(parts.seconds);
    if (parts.hours > 0)
        return QString::number(parts.hours) + u':' + twoDigits(parts.minutes) + tail;
    return QString::number(parts.minutes) + tail;
}

QString durationWords(milliseconds duration)
{
    duration = qMax(duration, 0ms);
    const Parts parts(duration);
    if (parts.days > 0)
        return TimeWords::tr("%1 d %2 h").arg(parts.days).arg(parts.hours);
    if (parts.hours > 0)
        return TimeWords::tr("%1 h %2 min").arg(parts.hours).arg(parts.minutes);
    if (parts.minutes > 0)
        return TimeWords::tr("%1 min %2 s").arg(parts.minutes).arg(parts.seconds);
    const bool isWhole = duration % 1s == 0ms;
    if (duration < 10s && !isWhole) {
        const double seconds = static_cast<double>(duration.count()) / 1000;
        return TimeWords::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    }
    return TimeWords::tr("%1 s").arg(parts.seconds);
}

QString shortInstant(const QDateTime &instant, const QDateTime &now)
{
    if (instant.isNull())
        return {};
    const QDateTime local = instant.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const QLocale locale;
    if (local.date() == today)
        return locale.toString(local.time(), u"HH:mm:ss"_s);
    if (local.date().year() == today.year())
        return locale.toString(local, u"d MMM HH:mm"_s);
    return locale.toString(local, u"d MMM yyyy"_s);
}

QString fullInstant(const QDateTime &instant)
{
    return instant.isNull()
        ? QString()
        : QLocale().toString(instant.toLocalTime(), u"ddd d MMM yyyy, HH:mm:ss"_s);
}

} // namespace headway
