#pragma once

#include <QDateTime>
#include <QStringView>

#include <array>
#include <optional>

namespace headway::wire {

/// The form of all instants, in ASCII.
using IsoText = std::array<char, 29>;

/// As toIsoTime(). @return nullopt for a null instant
std::optional<IsoText> isoText(const QDateTime &instant);

/// ISO 8601 in UTC with milliseconds and offset: 2026-11-23T09:15:02.125+00:00.
/// Empty for a null instant.
QString toIsoTime(const QDateTime &instant);

/// @return the instant in UTC; nullopt unless @p text is an ISO 8601 date and time with an offset,
/// in the years 1 to 9999
std::optional<QDateTime> fromIsoTime(QStringView text);

} // namespace headway::wire
