#pragma once

#include <QDateTime>

namespace headway {

/// The instants from `from` on and before `to`; both UTC.
struct Period
{
    QDateTime from;
    QDateTime to;

    bool covers(const Period &other) const { return from <= other.from && other.to <= to; }
    qint64 milliseconds() const { return from.msecsTo(to); }

    friend bool operator==(const Period &, const Period &) = default;
};

} // namespace headway
