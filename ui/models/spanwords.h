#pragma once

#include "core/model/period.h"
#include "core/model/taskspan.h"

namespace headway {

/// Name, status, times and length, a line each, for a tool tip. Harmless, bounded.
QString linesOf(const TaskSpan &span, const QDateTime &now);

/// The same in one sentence, for a screen reader.
QString sentenceOf(const TaskSpan &span, const QDateTime &now);

/// Whether a local day begins with @p instant, which is not at midnight where the clocks are put on
/// then.
bool beginsDay(const QDateTime &instant);

/// "Monday, 23 November 2026", "16 – 22 November 2026", with times where it is shorter than a day;
/// in local time.
QString periodWords(const Period &period);

} // namespace headway
