#include "core/model/querywords.h"

namespace headway {

using namespace Qt::StringLiterals;

QString wordOf(QueryKeyword keyword)
{
    switch (keyword) {
    case QueryKeyword::Status:
        return u"status"_s;
    case QueryKeyword::Kind:
        return u"kind"_s;
    case QueryKeyword::Host:
        return u"host"_s;
    case QueryKeyword::Label:
        return u"label"_s;
    case QueryKeyword::Since:
        return u"since"_s;
    case QueryKeyword::Until:
        return u"until"_s;
    case QueryKeyword::EndedSince:
        return u"ended-since"_s;
    case QueryKeyword::EndedUntil:
        return u"ended-until"_s;
    }
    return {};
}

std::optional<QueryKeyword> queryKeywordFromWord(QStringView word)
{
    for (const QueryKeyword keyword : allQueryKeywords) {
        if (word.compare(wordOf(keyword), Qt::CaseInsensitive) == 0)
            return keyword;
    }
    return std::nullopt;
}

QList<TaskStatus> queryStatuses(const QString &word)
{
    using enum TaskStatus;
    const QString lower = word.toLower();
    if (const std::optional<TaskStatus> status = taskStatusFromWord(lower))
        return {*status};
    if (lower == "running"_L1)
        return {Processing, Paused, Cancelling};
    if (lower == "waiting"_L1)
        return {Pending};
    if (lower == "ended"_L1)
        return {Completed, Failed, Cancelled, Lost};
    return {};
}

QStringList queryStatusWords()
{
    QStringList words;
    for (const TaskStatus status : allTaskStatuses)
        words.append(wordOf(status));
    return words + QStringList{u"running"_s, u"waiting"_s, u"ended"_s};
}

} // namespace headway
