#include "core/model/querytext.h"

#include "core/model/querytime.h"
#include "core/model/querywords.h"

#include <algorithm>

namespace headway {

using namespace Qt::StringLiterals;

namespace {

/// Whether @p text can stand without quotes where @p stops end a value.
bool standsAlone(const QString &text, QStringView stops)
{
    return !text.isEmpty() && !text.startsWith(u'"')
        && std::none_of(text.begin(), text.end(),
                        [stops](QChar c) { return c.isSpace() || stops.contains(c); });
}

QString inQuotes(QString text)
{
    text.replace(u'\\', u"\\\\"_s);
    text.replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

QString valueText(const QString &value, QStringView stops = u",")
{
    return standsAlone(value, stops) ? value : inQuotes(value);
}

QString valueText(const LabelPattern &label)
{
    const QString key = valueText(label.key, u",=");
    return label.value ? key + u'=' + valueText(*label.value) : key;
}

QString valueText(TaskStatus status)
{
    return wordOf(status);
}

/// A word that looks like something else stands in quotes.
QString wordText(const QString &word)
{
    return standsAlone(word, u":") && !word.startsWith(u'-') ? word : inQuotes(word);
}

template <typename T>
void write(QStringList &terms, QueryKeyword keyword, const QList<AnyOf<T>> &conditions)
{
    for (const AnyOf<T> &condition : conditions) {
        QStringList values;
        for (const T &value : condition.values)
            values.append(valueText(value));
        terms.append((condition.isExcluded ? u"-"_s : QString()) + wordOf(keyword) + u':'
                     + values.join(u','));
    }
}

void write(QStringList &terms, QueryKeyword keyword, const QDateTime &instant)
{
    if (!instant.isNull())
        terms.append(wordOf(keyword) + u':' + queryTimeText(instant));
}

} // namespace

QString queryText(const TaskQuery &query)
{
    QStringList terms;
    write(terms, QueryKeyword::Status, query.statuses);
    write(terms, QueryKeyword::Kind, query.kinds);
    write(terms, QueryKeyword::Host, query.hosts);
    write(terms, QueryKeyword::Label, query.labels);
    write(terms, QueryKeyword::Since, query.createdSince);
    write(terms, QueryKeyword::Until, query.createdUntil);
    write(terms, QueryKeyword::EndedSince, query.endedSince);
    write(terms, QueryKeyword::EndedUntil, query.endedUntil);
    for (const AnyOf<QString> &word : query.words)
        terms.append((word.isExcluded ? u"-"_s : QString()) + wordText(word.values.constFirst()));
    return terms.join(u' ');
}

QString queryValueText(const QString &value)
{
    return valueText(value, u",=");
}

} // namespace headway
