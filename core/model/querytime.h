#pragma once

#include <QDateTime>
#include <QStringView>

#include <optional>

namespace headway {

/// The span of time that a word of a search names, in UTC: a whole day, or an instant that begins
/// and ends at once.
struct QueryTime
{
    QDateTime begin;
    QDateTime end;

    friend bool operator==(const QueryTime &, const QueryTime &) = default;
};

/// Reads today, yesterday, 2026-11-20, 2026-11-20T10:30 with or without seconds and an offset, and
/// what lies back from @p now: 90s, 30m, 2h, 3d, 1w. Days begin at midnight in the zone of @p now.
/// @return nullopt for anything else, and for what lies outside of the years 1 to 9999
std::optional<QueryTime> queryTimeFromText(QStringView text, const QDateTime &now);

/// @p instant as queryTimeFromText() reads it, whatever the zone.
QString queryTimeText(const QDateTime &instant);

} // namespace headway
