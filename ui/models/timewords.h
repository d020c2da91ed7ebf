#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace headway {

/// A duration as a clock shows it, for columns: "0:07", "12:30", "3:04:05", "2 d 03:04".
QString clockText(std::chrono::milliseconds duration);

/// A duration in words, for reading: "0.4 s" (tenths below ten seconds), "42 s", "3 min 4 s", "2 h
/// 5 min".
QString durationWords(std::chrono::milliseconds duration);

/// An instant in local time, as short as @p now allows: the time today, the date before.
/// @return "" for a null instant
QString shortInstant(const QDateTime &instant, const QDateTime &now);

/// An instant in local time with date and seconds; "" for a null one.
QString fullInstant(const QDateTime &instant);

} // namespace headway
