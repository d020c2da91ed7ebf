#pragma once

#include "core/model/taskgroups.h"

#include <QList>
#include <QString>

namespace headway {

inline constexpr qsizetype mostCompletions = 12;

/// Something that could stand in a search.
struct QueryOffer
{
    QString text; ///< whole; a keyword with its colon
    QString meaning; ///< a few words for people

    friend bool operator==(const QueryOffer &, const QueryOffer &) = default;
};

/// What could stand in a search's text in place of the part at the cursor.
struct QueryCompletion
{
    qsizetype begin = 0; ///< of the part
    qsizetype length = 0;
    QList<QueryOffer> offers; ///< those that begin with the part; empty: nothing to offer
    bool isKeyword = false; ///< so are those that are offered

    friend bool operator==(const QueryCompletion &, const QueryCompletion &) = default;
};

/// Where the term at @p cursor begins in a search: behind the last blank that stands in no quotes.
qsizetype queryTermBegin(QStringView text, qsizetype cursor);

/// Keywords, behind a minus those that can be left out, and behind a keyword its values: the
/// statuses, times, and the kinds, hosts and labels in @p known. @p cursor is in [0, text.size()].
QueryCompletion completionOf(const QString &text, qsizetype cursor, const TaskGroups &known);

} // namespace headway
