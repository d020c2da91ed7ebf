#include "ui/models/querycompletion.h"

#include "core/model/querytext.h"
#include "core/model/querywords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

struct QueryMeanings
{
    Q_DECLARE_TR_FUNCTIONS(headway::QueryMeanings)
};

QString meaningOf(QueryKeyword keyword)
{
    switch (keyword) {
    case QueryKeyword::Status:
        return QueryMeanings::tr("How it is getting on: failed, running…");
    case QueryKeyword::Kind:
        return QueryMeanings::tr("What sort of task it is");
    case QueryKeyword::Host:
        return QueryMeanings::tr("The computer it runs on");
    case QueryKeyword::Label:
        return QueryMeanings::tr("A label: its name, value, or name=value");
    case QueryKeyword::Since:
        return QueryMeanings::tr("Made then or later: today, 2h, 2026-11-20");
    case QueryKeyword::Until:
        return QueryMeanings::tr("Made by then");
    case QueryKeyword::EndedSince:
        return QueryMeanings::tr("Ended then or later");
    case QueryKeyword::EndedUntil:
        return QueryMeanings::tr("Ended by then");
    }
    return {};
}

/// "" for those that take no minus.
QString oppositeOf(QueryKeyword keyword)
{
    switch (keyword) {
    case QueryKeyword::Status:
        return QueryMeanings::tr("Leave out a status");
    case QueryKeyword::Kind:
        return QueryMeanings::tr("Leave out a kind");
    case QueryKeyword::Host:
        return QueryMeanings::tr("Leave out a computer");
    case QueryKeyword::Label:
        return QueryMeanings::tr("Leave out a label");
    case QueryKeyword::Since:
    case QueryKeyword::Until:
    case QueryKeyword::EndedSince:
    case QueryKeyword::EndedUntil:
        break;
    }
    return {};
}

QString meaningOf(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Pending:
        return QueryMeanings::tr("Has not begun yet");
    case TaskStatus::Processing:
        return QueryMeanings::tr("Is under way");
    case TaskStatus::Paused:
        return QueryMeanings::tr("Is stopped until it is resumed");
    case TaskStatus::Cancelling:
        return QueryMeanings::tr("Is being cancelled");
    case TaskStatus::Completed:
        return QueryMeanings::tr("Has ended well");
    case TaskStatus::Failed:
        return QueryMeanings::tr("Has ended with an error");
    case TaskStatus::Cancelled:
        return QueryMeanings::tr("Has been cancelled");
    case TaskStatus::Lost:
        return QueryMeanings::tr("Is not heard of any more");
    }
    return {};
}

QList<QueryOffer> statusOffers()
{
    QList<QueryOffer> offers;
    for (const QString &word : queryStatusWords()) {
        const QList<TaskStatus> statuses = queryStatuses(word);
        QStringList words;
        for (const TaskStatus status : statuses)
            words.append(wordOf(status));
        const bool isOne = words == QStringList{word};
        offers.append({word, isOne ? meaningOf(statuses.first()) : words.join(u", "_s)});
    }
    return offers;
}

QList<QueryOffer> groupOffers(const QList<TaskGroup> &groups)
{
    QList<QueryOffer> offers;
    for (const TaskGroup &group : groups) {
        const QString value = queryValueText(group.value);
        const QString count = QLocale().toString(group.count);
        offers.append({group.key.isEmpty() ? value : queryValueText(group.key) + u'=' + value,
                       group.count == 1 ? QueryMeanings::tr("1 task")
                                        : QueryMeanings::tr("%1 tasks").arg(count)});
    }
    return offers;
}

QList<QueryOffer> timeOffers()
{
    return {{u"today"_s, QueryMeanings::tr("This day")},
            {u"yesterday"_s, QueryMeanings::tr("The day before")},
            {u"30m"_s, QueryMeanings::tr("30 minutes ago")},
            {u"2h"_s, QueryMeanings::tr("2 hours ago")},
            {u"3d"_s, QueryMeanings::tr("3 days ago")},
            {u"1w"_s, QueryMeanings::tr("A week ago")}};
}

QList<QueryOffer> valuesFor(QueryKeyword keyword, const TaskGroups &known)
{
    switch (keyword) {
    case QueryKeyword::Status:
        return statusOffers();
    case QueryKeyword::Kind:
        return groupOffers(known.kinds);
    case QueryKeyword::Host:
        return groupOffers(known.hosts);
    case QueryKeyword::Label:
        return groupOffers(known.labels);
    case QueryKeyword::Since:
    case QueryKeyword::Until:
    case QueryKeyword::EndedSince:
    case QueryKeyword::EndedUntil:
        break;
    }
    return timeOffers();
}

QList<QueryOffer> keywordOffers(bool isExcluded)
{
    QList<QueryOffer> offers;
    for (const QueryKeyword keyword : allQueryKeywords) {
        const QString meaning = isExcluded ? oppositeOf(keyword) : meaningOf(keyword);
        if (!meaning.isEmpty())
            offers.append({wordOf(keyword) + u':', meaning});
    }
    return offers;
}

/// Those of @p offers that @p part is the beginning of, but not all of it.
QList<QueryOffer> matching(const QList<QueryOffer> &offers, const QString &part)
{
    QList<QueryOffer> found;
    for (const QueryOffer &offer : offers) {
        if (offer.text.size() > part.size() && offer.text.startsWith(part, Qt::CaseInsensitive)
            && found.size() < mostCompletions)
            found.append(offer);
    }
    return found;
}

} // namespace

qsizetype queryTermBegin(QStringView text, qsizetype cursor)
{
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text[i] == u'\\' && isQuoted)
            ++i;
        else if (text[i] == u'"')
            isQuoted = !isQuoted;
        else if (text[i].isSpace() && !isQuoted)
            begin = i + 1;
    }
    return begin;
}

QueryCompletion completionOf(const QString &text, qsizetype cursor, const TaskGroups &known)
{
    qsizetype begin = queryTermBegin(text, cursor);
    const bool isExcluded = begin < cursor && text.at(begin) == u'-';
    if (isExcluded)
        ++begin;
    const qsizetype colon = text.indexOf(u':', begin);
    if (colon < 0 || colon >= cursor) {
        const QString part = text.sliced(begin, cursor - begin);
        const bool isNothing = part.isEmpty() && !isExcluded;
        return {begin, part.size(),
                isNothing ? QList<QueryOffer>() : matching(keywordOffers(isExcluded), part), true};
    }
    const auto keyword = queryKeywordFromWord(QStringView(text).sliced(begin, colon - begin));
    if (!keyword)
        return {cursor, 0, {}};
    const qsizetype comma = text.lastIndexOf(u',', cursor - 1);
    begin = std::max(colon, comma) + 1;
    const QString part = text.sliced(begin, cursor - begin);
    return {begin, part.size(), matching(valuesFor(*keyword, known), part)};
}

} // namespace headway
