#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

namespace {

/// The form has four digits for the year.
bool isWritable(int year)
{
    return year >= 1 && year <= 9999;
}

} // namespace

QString toIsoTime(const QDateTime &instant)
{
    if (!instant.isValid())
        return {};
    QString text = instant.toUTC().toString(Qt::ISODateWithMs);
    text.chop(1); // the Z
    return text + "+00:00"_L1;
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
