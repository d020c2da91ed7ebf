#pragma once

#include "core/model/taskstatus.h"

#include <QStringList>

namespace headway {

/// What stands before a colon in a search.
enum class QueryKeyword { Status, Kind, Host, Label, Since, Until, EndedSince, EndedUntil };

inline constexpr std::array allQueryKeywords{
    QueryKeyword::Status, QueryKeyword::Kind,  QueryKeyword::Host,       QueryKeyword::Label,
    QueryKeyword::Since,  QueryKeyword::Until, QueryKeyword::EndedSince, QueryKeyword::EndedUntil};

QString wordOf(QueryKeyword keyword);
/// @p word in any case.
std::optional<QueryKeyword> queryKeywordFromWord(QStringView word);

/// The statuses that @p word stands for behind `status:`, in any case: its own word, or one for
/// several: running, waiting, ended. Empty when it is none.
QList<TaskStatus> queryStatuses(const QString &word);
QStringList queryStatusWords();

} // namespace headway
