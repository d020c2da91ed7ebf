#pragma once

#include "core/model/period.h"
#include "core/model/taskfilter.h"

#include <QUrlQuery>

namespace headway {

/// How long a value may be once it is encoded: the service takes 8 KiB in a request's line.
inline constexpr qsizetype longestValueBytes = 7 * 1024;

/// Nothing for an empty @p value.
void addTo(QUrlQuery &query, const QString &name, const QString &value);

QUrlQuery queryOf(const TaskFilter &filter);
QUrlQuery queryOf(const Period &period);

} // namespace headway
