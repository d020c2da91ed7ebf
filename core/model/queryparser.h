#pragma once

#include "core/model/taskquery.h"

#include <variant>

namespace headway {

/// Why a text is no search.
struct QueryMistake
{
    qsizetype position = 0; ///< of the first character concerned, in UTF-16 units
    qsizetype length = 0; ///< of the part concerned
    QString sentence; ///< for people, ends with a full stop; holds at most a piece of the text

    friend bool operator==(const QueryMistake &, const QueryMistake &) = default;
};

inline constexpr qsizetype longestQueryText = 600; ///< UTF-16 units
inline constexpr int mostQueryValues = 64;

/// Reads a search: words and "words in quotes", and conditions such as
/// `status:failed,lost kind:build host:lab label:nightly label:branch=main since:yesterday`,
/// with a minus before what is not to hold. Within quotes \" and \\ stand for " and \.
///
/// `since` and `until` bound when a task was made, `ended-since` and `ended-until` when it ended;
/// see queryTimeFromText() for the times, which are taken from @p now, in its zone. Until a day is
/// until its end.
std::variant<TaskQuery, QueryMistake> queryFromText(QStringView text, const QDateTime &now);

} // namespace headway
