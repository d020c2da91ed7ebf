#include "core/client/queries.h"

#include "core/model/querytext.h"
#include "core/wire/time.h"

#include <QUrl>

namespace headway {

using namespace Qt::StringLiterals;

void addTo(QUrlQuery &query, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

QUrlQuery queryOf(const TaskFilter &filter)
{
    QUrlQuery query;
    QStringList statuses;
    for (const TaskStatus status : filter.statuses)
        statuses.append(wordOf(status));
    addTo(query, u"status"_s, statuses.join(u','));
    addTo(query, u"kind"_s, filter.kind);
    if (!filter.labelKey.isEmpty())
        addTo(query, u"label"_s, filter.labelKey + u'=' + filter.labelValue);
    addTo(query, u"q"_s, filter.search);
    addTo(query, u"query"_s, queryText(filter.query));
    if (filter.sinceRevision)
        addTo(query, u"since"_s, QString::number(*filter.sinceRevision));
    if (filter.before)
        addTo(query, u"cursor"_s, QString::number(*filter.before));
    addTo(query, u"limit"_s, QString::number(filter.limit));
    return query;
}

QUrlQuery queryOf(const Period &period)
{
    QUrlQuery query;
    addTo(query, u"from"_s, wire::toIsoTime(period.from));
    addTo(query, u"to"_s, wire::toIsoTime(period.to));
    return query;
}

} // namespace headway
