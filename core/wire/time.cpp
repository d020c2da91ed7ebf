#include "core/wire/time.h"

namespace headway::wire {

using namespace Qt::StringLiterals;

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
    return instant.toUTC();
}

} // namespace headway::wire
