#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

/// The form has four digits for the year.
bool isWritable(int year)
{
    return year >= 1 && year <= 9999;
}

/// The last @p count digits of @p number.
void write(char *digits, int count, int number)
{
    for (int i = count - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

} // namespace

QString toIsoTime(const QDateTime &instant)
{
    if (!instant.isValid())
        return {};
    const QDateTime utc = instant.toUTC();
    int year = 0;
    int month = 0;
    int day = 0;
    utc.date().getDate(&year, &month, &day);
    if (!isWritable(year))
        return {};
    const QTime time = utc.time();
    // By hand: QDateTime's own way is a hundred times as long, and every task has four of them.
    QByteArray text = "0000-00-00T00:00:00.000+00:00";
    char *const digits = text.data();
    write(digits, 4, year);
    write(digits + 5, 2, month);
    write(digits + 8, 2, day);
    write(digits + 11, 2, time.hour());
    write(digits + 14, 2, time.minute());
    write(digits + 17, 2, time.second());
    write(digits + 20, 3, time.msec());
    return QString::fromLatin1(text);
}

std::optional<QDateTime> fromIsoTime(QStringView text)
{
    const QDateTime instant = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!instant.isValid() || instant.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    const QDateTime utc = instant.toUTC();
    return isWritable(utc.date().year()) ? std::optional(utc) : std::nullopt;
}

} // namespace headway::wire
