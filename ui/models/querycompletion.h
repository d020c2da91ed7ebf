#pragma once

#include "core/model/taskgroups.h"

#include <QStringList>

namespace headway {

inline constexpr qsizetype mostCompletions = 12;

/// What could stand in a search's text in place of the part at the cursor.
struct QueryCompletion
{
    qsizetype begin = 0; ///< of the part
    qsizetype length = 0;
    QStringList texts; ///< those that begin with the part, each whole; empty: nothing to offer

    friend bool operator==(const QueryCompletion &, const QueryCompletion &) = default;
};

/// Where the term at @p cursor begins in a search: behind the last blank that stands in no quotes.
qsizetype queryTermBegin(QStringView text, qsizetype cursor);

/// Keywords, and behind a keyword its values: the statuses, times, and the kinds, hosts and labels
/// in @p known. @p cursor is in [0, text.size()].
QueryCompletion completionOf(const QString &text, qsizetype cursor, const TaskGroups &known);

} // namespace headway
