#include "app/cli/lifetime.h"

#include <optional>

namespace headway {

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

std::optional<seconds> unitOf(QChar letter)
{
    switch (letter.unicode()) {
    case u's':
        return seconds(1);
    case u'm':
        return minutes(1);
    case u'h':
        return hours(1);
    case u'd':
        return days(1);
    default:
        return std::nullopt;
    }
}

} // namespace

Result<seconds> readLifetime(const QString &text)
{
    constexpr seconds longest = days(36525); // a hundred years
    const std::optional<seconds> unit = text.isEmpty() ? std::nullopt : unitOf(text.back());
    bool isNumber = false;
    const quint32 count = text.chopped(text.isEmpty() ? 0 : 1).toUInt(&isNumber);
    if (!unit || !isNumber || count == 0 || count > longest / *unit) {
        return Error{ErrorCode::InvalidArgument,
                     u"'%1' is no time span; it looks like 30d, 12h, 45m or 90s."_s.arg(text)};
    }
    return *unit * count;
}

} // namespace headway
